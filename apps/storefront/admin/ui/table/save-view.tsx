'use client'
import { BookmarkPlus } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle, SMALL_ICON } from '../button.ts'
import { Field, Tick } from '../field.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { saveView } from './view-acts.ts'

const NAME_CHARACTERS_MAX = 60

/** Keeps how the list looks now, as a tab. */
export function SaveView({ list, query }: { readonly list: string; readonly query: string }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <button type="button" className={buttonStyle('quiet', 'text-note')} onClick={() => setAsking(true)}>
        <BookmarkPlus {...SMALL_ICON} />
        Save view
      </button>
      {isAsking && (
        <FormDialog
          title="Save this view"
          text="Its filters, its sort and its columns become a tab. One of yours with the same name is written anew."
          confirm="Save"
          action={(form) => saveView({ list, query }, form)}
          said={(name) => `“${name}” is a tab now.`}
          onClose={() => setAsking(false)}
        >
          <ViewFields />
        </FormDialog>
      )}
    </>
  )
}

export function ViewFields({
  name = '',
  isShared = false,
}: {
  readonly name?: string
  readonly isShared?: boolean
}) {
  return (
    <>
      <Field
        name="name"
        label="Name"
        defaultValue={name}
        maxLength={NAME_CHARACTERS_MAX}
        autoComplete="off"
      />
      <Tick name="shared" label="All staff sees it" defaultChecked={isShared} />
    </>
  )
}
