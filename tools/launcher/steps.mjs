/**
 * Shows what is being done, as numbered steps on stderr: redrawn in place on a terminal, plain lines anywhere else.
 */
const REDRAW_MS = 120
const PLAIN_EVERY_MS = 10_000
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/** @typedef {{ title: string, since: number, detail: string, told: number }} Running */

/**
 * @param {readonly string[]} titles of all steps, in order
 * @param {{ stream?: NodeJS.WriteStream, env?: NodeJS.ProcessEnv, now?: () => number }} [surroundings]
 */
export function showSteps(
  titles,
  { stream = process.stderr, env = process.env, now = () => performance.now() } = {},
) {
  const live = stream.isTTY && env['TERM'] !== 'dumb' && env['CI'] === undefined
  const colour = live && !env['NO_COLOR']
  /** @type {Running | undefined} */
  let running
  let frame = 0
  /** @type {NodeJS.Timeout | undefined} */
  let timer

  /** @param {string} title */
  const number = (title) => {
    const index = titles.indexOf(title)
    return index < 0 ? '   ' : `${index + 1}/${titles.length}`
  }
  /** @param {Running} step */
  const seconds = (step) => `${((now() - step.since) / 1000).toFixed(1)} s`
  /** @param {string} code @param {string} text */
  const paint = (code, text) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)

  const redraw = () => {
    if (running === undefined) return
    frame = (frame + 1) % FRAMES.length
    const line = `${FRAMES[frame]} ${number(running.title)} ${running.title}  ${seconds(running)}  ${running.detail}`
    stream.write(`\r\u001b[2K${line.slice(0, (stream.columns || 80) - 1)}`)
  }

  /** @param {'done' | 'failed'} end @param {string} detail */
  const finish = (end, detail) => {
    if (running === undefined) return
    clearInterval(timer)
    const step = running
    running = undefined
    const words = detail === '' ? '' : `  ${detail}`
    if (live) {
      const mark = end === 'done' ? paint('32', '✓') : paint('31', '✗')
      stream.write(
        `\r\u001b[2K${mark} ${number(step.title)} ${step.title}  ${paint('2', seconds(step) + words)}\n`,
      )
    } else {
      stream.write(`[${number(step.title)}] ${step.title}: ${end} in ${seconds(step)}${words}\n`)
    }
  }

  return {
    /** Begins a step, or tells more about the one that runs. @param {string} title @param {string} [detail] */
    progress(title, detail = '') {
      if (running !== undefined && running.title === title) {
        const isNews = kindOf(detail) !== kindOf(running.detail)
        running.detail = detail
        if (!live && (isNews || now() - running.told > PLAIN_EVERY_MS)) {
          running.told = now()
          stream.write(`[${number(title)}] ${title}: ${detail}\n`)
        }
        return
      }
      finish('done', '')
      running = { title, since: now(), detail, told: now() }
      if (live) timer = setInterval(redraw, REDRAW_MS).unref()
      else stream.write(`[${number(title)}] ${title}${detail === '' ? '' : `: ${detail}`}\n`)
    },
    /** @param {string} title @param {string} [detail] */
    done(title, detail = '') {
      if (running === undefined || running.title !== title) this.progress(title)
      finish('done', detail)
    },
    /** The step that runs, if any, has failed; what follows explains it. */
    failed() {
      finish('failed', '')
    },
  }
}

/**
 * Two details that differ in their numbers only are the same news.
 * @param {string} detail
 */
function kindOf(detail) {
  return detail.replace(/\d+/g, '')
}
