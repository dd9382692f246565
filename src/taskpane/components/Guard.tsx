import { Component } from "react";
import { Button } from "@fluentui/react-components";
import { STRINGS } from "../strings";
import { NoticeBar } from "./NoticeBar";

interface GuardProps {
  readonly children: React.ReactNode;
}

/** The edge at which a mistake of ours in showing a screen is caught: said in words, never an empty pane. */
export class Guard extends Component<GuardProps, { readonly detail: string | null }> {
  override state: { readonly detail: string | null } = { detail: null };

  static getDerivedStateFromError(thrown: unknown): { readonly detail: string } {
    return { detail: thrown instanceof Error ? thrown.message : String(thrown) };
  }

  override render(): React.ReactNode {
    const { detail } = this.state;
    if (detail === null) return this.props.children;
    return (
      <div>
        <NoticeBar notice={{ intent: "error", text: `${STRINGS.broken} (${detail})`, at: null }} />
        <Button onClick={() => this.setState({ detail: null })}>{STRINGS.tryAgain}</Button>
      </div>
    );
  }
}
