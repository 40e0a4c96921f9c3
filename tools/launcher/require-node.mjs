/**
 * Says so when Node is too old for the launcher. It is imported first, and every file of the launcher keeps to syntax
 * that old Nodes can read, so that a person gets this sentence and not a SyntaxError.
 */
const NODE_MAJOR_MIN = 18

const major = Number(process.versions.node.split('.')[0])
if (major < NODE_MAJOR_MIN) {
  process.stderr.write(
    `This is Node ${process.versions.node}; starting needs Node ${NODE_MAJOR_MIN} or newer.\n` +
      'Install a current Node (https://nodejs.org) and run the same command again. ' +
      'The platform brings its own Node 24 and leaves yours alone.\n',
  )
  process.exit(1)
}
