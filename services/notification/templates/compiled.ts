/** The layout as HTML, made by `compile.ts` of `layout.ts`: change that one. */
export const COMPILED = String.raw`<!doctype html>
<html lang="{{tag}}" dir="auto" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head>
<title>{{subject}}</title>
<!--[if !mso]><!-->
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<!--<![endif]-->
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style type="text/css">
#outlook a { padding:0; }
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }
p { display:block;margin:13px 0; }
</style>
<!--[if mso]>
<noscript>
<xml>
<o:OfficeDocumentSettings>
<o:AllowPNG/>
<o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings>
</xml>
</noscript>
<![endif]-->
<!--[if lte mso 11]>
<style type="text/css">
.mj-outlook-group-fix { width:100% !important; }
</style>
<![endif]-->
<style type="text/css">
@media only screen and (min-width:480px) {
.mj-column-per-100 { width:100% !important; max-width: 100%; }
}
</style>
<style media="screen and (min-width:480px)">
.moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }
</style>
<style type="text/css">
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
body, body > div { background: #071F22 !important; }
.words div, .words td, .words h1, .words h2, .words p { color: #E8F0EC !important; }
.words .hairline { border-color: #244448 !important; }
.quiet div, .quiet td { color: #A3B8B6 !important; }
.button td { background: #FF8A4C !important; }
.button a { background: #FF8A4C !important; color: #1A0B04 !important; }
}
</style>
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><base target="_blank">
</head>
<body  style="word-spacing:normal;background-color:#FBFCFA;">
<div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">{{preview}}</div>
<div
aria-label="{{subject}}" aria-roledescription="email" role="article" lang="{{tag}}" dir="auto" style="word-spacing:normal;background-color:#FBFCFA;"
>
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->
<div  style="margin:0px auto;max-width:600px;">
<table
align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;"
>
<tbody>
<tr>
<td
style="direction:ltr;font-size:0px;padding:24px 20px 8px;text-align:center;"
>
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:560px;" ><![endif]-->
<div
class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;"
>
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" width="100%"
>
<tbody>
<tr>
<td  style="vertical-align:top;padding:0;">
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="" width="100%"
>
<tbody>
<tr>
<td
align="left" class="words" style="font-size:0px;padding:0 0 24px;word-break:break-word;"
>
<div
style="font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:20px;font-weight:700;letter-spacing:-0.4px;line-height:1.5;text-align:left;color:#0B3D42;"
>Rialto</div>
</td>
</tr>
<tr>
<td
align="left" class="words" style="font-size:0px;padding:0;word-break:break-word;"
>
<div
style="font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:17px;line-height:1.5;text-align:left;color:#0B3D42;"
><h1 style="margin:0 0 16px;font-size:32px;line-height:1.1;letter-spacing:-0.6px">{{heading}}</h1></div>
</td>
</tr>
<tr>
<td
align="left" class="words" style="font-size:0px;padding:0;word-break:break-word;"
>
<div
style="font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:17px;line-height:1.5;text-align:left;color:#0B3D42;"
>{{#paragraphs}}<p style="margin:0 0 16px;overflow-wrap:anywhere">{{text}}</p>{{/paragraphs}}</div>
</td>
</tr>
<tr>
<td
align="left" class="words" style="font-size:0px;padding:0 0 16px;word-break:break-word;"
>
<table
cellpadding="0" cellspacing="0" width="100%" border="0" style="color:#0B3D42;font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:17px;line-height:1.5;table-layout:auto;width:100%;border:none;"
>
{{#facts}}
<tr>
<td class="hairline" style="padding:8px 0;border-bottom:1px solid #D5DDD7;vertical-align:top;text-align:left;padding-right:24px">{{name}}</td>
<td class="hairline" style="padding:8px 0;border-bottom:1px solid #D5DDD7;vertical-align:top;text-align:right">{{value}}</td>
</tr>{{/facts}}
</table>
</td>
</tr>
<tr>
<td
align="left" class="words" style="font-size:0px;padding:0;word-break:break-word;"
>
<div
style="font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:17px;line-height:1.5;text-align:left;color:#0B3D42;"
>{{#receipt}}<h2 style="margin:16px 0 8px;font-size:17px">{{title}}</h2>{{/receipt}}</div>
</td>
</tr>
<tr>
<td
align="left" class="words" style="font-size:0px;padding:0 0 16px;word-break:break-word;"
>
<table
cellpadding="0" cellspacing="0" width="100%" border="0" style="color:#0B3D42;font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:17px;line-height:1.5;table-layout:auto;width:100%;border:none;"
>
{{#receipt}}{{#lines}}
<tr>
<td class="hairline" style="padding:8px 0;border-bottom:1px solid #D5DDD7;vertical-align:top;text-align:left;padding-right:24px">{{quantity}} × {{name}}</td>
<td class="hairline" style="padding:8px 0;border-bottom:1px solid #D5DDD7;vertical-align:top;text-align:right">{{total}}</td>
</tr>{{/lines}}{{#sums}}
<tr>
<td class="hairline" style="padding:8px 0;border-bottom:1px solid #D5DDD7;vertical-align:top;text-align:left;padding-right:24px">{{name}}</td>
<td class="hairline" style="padding:8px 0;border-bottom:1px solid #D5DDD7;vertical-align:top;text-align:right">{{value}}</td>
</tr>{{/sums}}
<tr>
<td style="padding:8px 24px 8px 0;font-weight:700;text-align:left">{{totalName}}</td>
<td style="padding:8px 0;font-weight:700;text-align:right">{{totalValue}}</td>
</tr>{{/receipt}}
</table>
</td>
</tr>
<tr>
<td
align="left" class="button" style="font-size:0px;padding:16px 0 32px;word-break:break-word;"
>
<table
border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;"
>
<tbody>
<tr>
<td
align="center" bgcolor="#C2410C" role="presentation" style="border:none;border-radius:999px;cursor:auto;mso-padding-alt:12px 24px;background:#C2410C;" valign="middle"
>
<a
href="{{href}}" rel="noopener noreferrer" style="display:inline-block;background:#C2410C;color:#FFFFFF;font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:17px;font-weight:700;line-height:120%;margin:0;text-decoration:none;text-transform:none;padding:12px 24px;mso-padding-alt:0px;border-radius:999px;" target="_blank"
>
{{label}}
</a>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
<tr>
<td
align="left" class="quiet" style="font-size:0px;padding:0;word-break:break-word;"
>
<div
style="font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:17px;line-height:1.5;text-align:left;color:#3F6064;"
>{{closing}}</div>
</td>
</tr>
<tr>
<td
align="left" class="quiet" style="font-size:0px;padding:40px 0 24px;word-break:break-word;"
>
<div
style="font-family:system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif;font-size:13px;line-height:1.5;text-align:left;color:#3F6064;"
>{{why}}</div>
</td>
</tr>
</tbody>
</table>
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</td>
</tr>
</tbody>
</table>
</div>
<!--[if mso | IE]></td></tr></table><![endif]-->
</div>
</body>
</html>`
