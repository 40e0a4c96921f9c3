/** Next loads this before anything of its own: React’s largest part is taken in here, in a turn of its own. */
import 'react-dom/client'
