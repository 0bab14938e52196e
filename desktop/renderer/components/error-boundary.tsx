import { Component, type ReactNode } from 'react';
import { Failure, type FailureProps } from './failure.tsx';
import { PartMissing } from './lazy-part.tsx';

interface ErrorBoundaryProps {
  children: ReactNode;
  /** What stands there instead; default: the words in the middle of the place. */
  fallback?: (failure: FailureProps) => ReactNode;
}

interface ErrorBoundaryState {
  error?: unknown;
}

/** Keeps what breaks inside from taking the rest of the page with it, and lets people try again. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = {};

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error };
  }

  readonly #retry = (): void => {
    this.#forget();
    this.setState({ error: undefined });
  };

  #forget(): void {
    if (this.state.error instanceof PartMissing) this.state.error.forget();
  }

  override componentWillUnmount(): void {
    this.#forget();
  }

  override render(): ReactNode {
    const { children, fallback = (failure) => <Failure {...failure} /> } = this.props;
    const { error } = this.state;
    if (error === undefined) return children;
    return fallback({ missing: error instanceof PartMissing, onRetry: this.#retry });
  }
}
