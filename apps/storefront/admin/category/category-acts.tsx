'use client'
/** What can be done with a category: renamed, moved with all below it, removed when it is empty. */
import { FolderInput, MoreHorizontal, Pencil, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle, ICON, ICON_BUTTON, SMALL_ICON } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Choice, Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Menu, MenuAction } from '../ui/menu.tsx'
import { useAct } from '../use-act.ts'
import { changeCategory, createCategory, removeCategory } from './acts.ts'

export type CategoryRow = {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly parentId: string | null
  readonly level: number
  readonly productCount: number
  readonly isLeaf: boolean
}

/** Ids with their names, each further in than what it lies below. */
type Tree = readonly (readonly [string, string])[]

const ROOT = ['', 'Nothing: it stands at the top'] as const

export function NewCategory({ tree, parent = '' }: { readonly tree: Tree; readonly parent?: string }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button
        type="button"
        data-new={parent === '' ? true : undefined}
        className={buttonStyle('action')}
        onClick={() => setAsking(true)}
      >
        <Plus {...SMALL_ICON} />
        New category
      </button>
      {isAsking && <CreateDialog tree={tree} parent={parent} onClose={() => setAsking(false)} />}
    </>
  )
}

export function CategoryMenu({
  category,
  tree,
  levelsMax,
}: {
  readonly category: CategoryRow
  readonly tree: Tree
  readonly levelsMax: number
}) {
  const [asking, setAsking] = useState<'rename' | 'move' | 'remove' | 'below'>()
  const close = () => setAsking(undefined)
  const { id, name, slug, parentId, level, isLeaf, productCount } = category
  const removing = useAct(removeCategory, { said: `${name} is removed.`, onDone: close })
  return (
    <>
      <Menu label={`What to do with ${name}`} trigger={<MoreHorizontal {...ICON} />} className={ICON_BUTTON}>
        <MenuAction onSelect={() => setAsking('rename')}>
          <Pencil {...SMALL_ICON} />
          Rename
        </MenuAction>
        <MenuAction onSelect={() => setAsking('move')}>
          <FolderInput {...SMALL_ICON} />
          Move
        </MenuAction>
        {level < levelsMax && (
          <MenuAction onSelect={() => setAsking('below')}>
            <Plus {...SMALL_ICON} />
            New category below
          </MenuAction>
        )}
        {isLeaf && productCount === 0 && (
          <MenuAction isDangerous onSelect={() => setAsking('remove')}>
            <Trash2 {...SMALL_ICON} />
            Remove
          </MenuAction>
        )}
      </Menu>
      {asking === 'below' && <CreateDialog tree={tree} parent={id} onClose={close} />}
      {asking === 'rename' && (
        <FormDialog
          title={`Rename ${name}`}
          confirm="Rename"
          action={(form) => changeCategory(id, form)}
          said={(now) => `It is called ${now} now.`}
          onClose={close}
        >
          <Field name="name" label="Name" defaultValue={name} maxLength={100} required autoComplete="off" />
          <Field
            name="slug"
            label="Address in the shop"
            defaultValue={slug}
            maxLength={64}
            autoComplete="off"
            hint="Small letters, digits and hyphens. Links to the old address end when it is another."
          />
        </FormDialog>
      )}
      {asking === 'move' && (
        <FormDialog
          title={`Move ${name}`}
          text="Everything below it goes with it."
          confirm="Move"
          action={(form) => changeCategory(id, form)}
          said={(now) => `${now} is moved.`}
          onClose={close}
        >
          <Choice
            name="parent"
            label="Below"
            defaultValue={parentId ?? ''}
            options={[ROOT, ...tree.filter(([other]) => other !== id)]}
          />
        </FormDialog>
      )}
      {asking === 'remove' && (
        <ConfirmDialog
          title={`Remove ${name}?`}
          text="It is empty. Its page in the shop is gone at once."
          confirm="Remove it"
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

function CreateDialog({
  tree,
  parent,
  onClose,
}: {
  readonly tree: Tree
  readonly parent: string
  readonly onClose: () => void
}) {
  return (
    <FormDialog
      title="New category"
      text="Shoppers see it as soon as a product is in it."
      confirm="Create"
      action={createCategory}
      said={(name) => `${name} is there.`}
      onClose={onClose}
    >
      <Field name="name" label="Name" maxLength={100} required autoComplete="off" />
      <Choice name="parent" label="Below" defaultValue={parent} options={[ROOT, ...tree]} />
    </FormDialog>
  )
}
