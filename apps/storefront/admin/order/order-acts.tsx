'use client'
/** What can be done with the order as it stands: the next step as a button, everything else in a menu. */
import { Ban, Ellipsis, PackageCheck, Printer, ReceiptText, Truck, Undo2, Wallet } from 'lucide-react'
import { useState } from 'react'
import { buttonStyle, SMALL_ICON } from '../ui/button.ts'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { Field } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Menu, MenuAction, MenuLine, MenuLink } from '../ui/menu.tsx'
import { useAct } from '../use-act.ts'
import { cancel, deliver, ship } from './acts.ts'
import { RefundDialog, type Refundable } from './refund-dialog.tsx'
import { ReturnDialog, type Returnable } from './return-dialog.tsx'

export type OrderActsProps = {
  readonly id: string
  readonly etag: string
  readonly number: string
  readonly may: {
    readonly ship: boolean
    readonly deliver: boolean
    readonly cancel: boolean
  }
  /** What comes of cancelling it now. */
  readonly cancelText: string
  readonly refundable: Refundable | undefined
  readonly returnable: Returnable | undefined
  readonly hasInvoice: boolean
}

export function OrderActs(props: OrderActsProps) {
  const { id, etag, number, may, cancelText, refundable, returnable, hasInvoice } = props
  const [asking, setAsking] = useState<'ship' | 'deliver' | 'cancel' | 'return'>()
  const close = () => setAsking(undefined)
  // As it was when somebody began: a refund that goes well leaves less to give back while it is still looked at.
  const [refunding, setRefunding] = useState<Refundable>()
  const delivering = useAct(deliver, { said: `Order ${number} has arrived.`, onDone: close })
  const seen = { id, etag }
  return (
    <>
      {may.ship && (
        <button type="button" className={buttonStyle('action')} onClick={() => setAsking('ship')}>
          <Truck {...SMALL_ICON} />
          Ship
        </button>
      )}
      {may.deliver && (
        <button type="button" className={buttonStyle('action')} onClick={() => setAsking('deliver')}>
          <PackageCheck {...SMALL_ICON} />
          Mark as delivered
        </button>
      )}
      {refundable && (
        <button type="button" className={buttonStyle('plain')} onClick={() => setRefunding(refundable)}>
          <Wallet {...SMALL_ICON} />
          Refund
        </button>
      )}
      <Menu label="More" trigger={<Ellipsis {...SMALL_ICON} />} className={buttonStyle('plain')}>
        <MenuLink href={`/admin/print/pick-list?id=${id}`} isApart>
          <Printer {...SMALL_ICON} />
          Print pick list
        </MenuLink>
        {hasInvoice && (
          <MenuLink href={`/admin/print/invoice/${id}`} isApart>
            <ReceiptText {...SMALL_ICON} />
            Print invoice
          </MenuLink>
        )}
        {returnable && (
          <MenuAction onSelect={() => setAsking('return')}>
            <Undo2 {...SMALL_ICON} />
            Start a return
          </MenuAction>
        )}
        {may.cancel && (
          <>
            <MenuLine />
            <MenuAction onSelect={() => setAsking('cancel')} isDangerous>
              <Ban {...SMALL_ICON} />
              Cancel order
            </MenuAction>
          </>
        )}
      </Menu>
      {asking === 'ship' && (
        <FormDialog
          title={`Ship order ${number}?`}
          text="The customer is told, and reads the tracking number."
          confirm="Ship"
          action={(form) => ship(seen, form)}
          said={`Order ${number} is on its way.`}
          onClose={close}
        >
          <Field name="carrier" label="Carrier" hint="Left empty, the shop’s own" maxLength={64} />
          <Field
            name="trackingNumber"
            label="Tracking number"
            hint="Left empty, one is made"
            maxLength={64}
            autoComplete="off"
          />
        </FormDialog>
      )}
      {asking === 'deliver' && (
        <ConfirmDialog
          title={`Has order ${number} arrived?`}
          text="The customer is told that it has, and may send things back from now on."
          confirm="It has arrived"
          isRunning={delivering.isRunning}
          problem={delivering.problem}
          onConfirm={() => delivering.run(seen)}
          onClose={close}
        />
      )}
      {asking === 'cancel' && (
        <FormDialog
          title={`Cancel order ${number}?`}
          text={cancelText}
          confirm="Cancel the order"
          isDangerous
          action={(form) => cancel(seen, form)}
          said={`Order ${number} is cancelled.`}
          onClose={close}
        >
          <Field name="reason" label="Reason" hint="The customer reads it. Optional" maxLength={200} />
        </FormDialog>
      )}
      {refunding && (
        <RefundDialog
          orderId={id}
          number={number}
          refundable={refunding}
          onClose={() => setRefunding(undefined)}
        />
      )}
      {asking === 'return' && returnable && (
        <ReturnDialog orderId={id} number={number} returnable={returnable} onClose={close} />
      )}
    </>
  )
}
