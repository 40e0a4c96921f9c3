'use client'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useGoing } from '../../shell/going.tsx'
import { useAct } from '../../use-act.ts'
import { ICON_BUTTON, SMALL_ICON } from '../button.ts'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { Menu, MenuAction } from '../menu.tsx'
import { ViewFields } from './save-view.tsx'
import { changeView, removeView } from './view-acts.ts'

/** What can be done with the view that is looked at. */
export function ViewMenu({
  id,
  name,
  query,
  isShared,
  isOwn,
  whole,
}: {
  readonly id: string
  readonly name: string
  readonly query: string
  readonly isShared: boolean
  readonly isOwn: boolean
  /** Where the list stands without a view. */
  readonly whole: string
}) {
  const { go } = useGoing()
  const [asking, setAsking] = useState<'change' | 'remove'>()
  const close = () => setAsking(undefined)
  const removing = useAct(removeView, { said: `“${name}” is gone.`, onDone: () => go(whole) })
  return (
    <>
      <Menu label={`View “${name}”`} trigger={<Ellipsis {...SMALL_ICON} />} className={ICON_BUTTON}>
        <MenuAction onSelect={() => setAsking('change')}>Rename or share</MenuAction>
        <MenuAction onSelect={() => setAsking('remove')} isDangerous>
          Delete view
        </MenuAction>
      </Menu>
      {asking === 'change' && (
        <FormDialog
          title={`View “${name}”`}
          confirm="Save"
          action={(form) => changeView({ id, query }, form)}
          said="Saved."
          onClose={close}
        >
          <ViewFields name={name} isShared={isShared} />
        </FormDialog>
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          title={`Delete the view “${name}”?`}
          text={
            isShared
              ? `It goes from everybody’s list${isOwn ? '' : ', and it is not yours'}. What it shows stays as it is.`
              : 'What it shows stays as it is.'
          }
          confirm="Delete"
          isDangerous
          isRunning={removing.isRunning}
          problem={removing.problem}
          onConfirm={() => removing.run(id)}
          onClose={close}
        />
      )}
    </>
  )
}
