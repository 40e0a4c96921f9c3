/**
 * Passwords that head every published list of stolen ones and are long enough to pass the rule of length.
 * Short ones need no list; a full corpus belongs to an outside service, not to a source file.
 */
const BREACHED = new Set(
  `123456789012 1234567890123 12345678901234 123456789101112 0123456789012 123123123123 111111111111 000000000000
   121212121212 987654321012 qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdf qwertyuiopasdfghjkl
   1q2w3e4r5t6y 1q2w3e4r5t6y7u 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv zaq12wsxcde3 q1w2e3r4t5y6 asdfghjkl123
   password1234 password12345 password123456 passwordpassword password123! password1234! p@ssword1234 p@ssw0rd1234
   passw0rd1234 mypassword123 adminpassword administrator administrator1 admin1234567 adminadmin123 letmeinletmein
   welcome12345 welcome123456 iloveyou1234 iloveyouforever iloveyou12345 changeme1234 changemenow123 changeit1234
   abcdefghijkl abcdefghijklm abcd12345678 abc123abc123 aaaaaaaaaaaa unbelievable manchesterunited superman1234
   football1234 baseball1234 princess1234 sunshine1234 dragon123456 monkey123456 michael12345 trustno1trustno1
   starwars1234 pokemon12345 secretsecret secret123456 default12345 testtesttest test12345678 qwerty123456 qwerty1234567
   correcthorsebatterystaple customer1234 ecommerce1234 customer123customer123 admin123admin123`.split(/\s+/),
)

/** `password` in lower case. One character over and over is as bad as any of the list. */
export function isBreached(password: string): boolean {
  return BREACHED.has(password) || new Set(password).size === 1
}
