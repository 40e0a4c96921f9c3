'use client'
import { Component, type ReactNode } from 'react'

/** Shows something else in the place of what failed. React knows this only of classes. */
export class PanelFailure extends Component<
  { readonly instead: ReactNode; readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    return this.state.hasFailed ? this.props.instead : this.props.children
  }
}
