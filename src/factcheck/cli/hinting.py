"""Groups of commands that know what was most likely meant."""

from __future__ import annotations

import click


class HintingGroup(click.Group):
    """Commands with a hint for a misspelt one."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is called; raise ``UsageError`` with the nearest one."""
        is_typed = bool(args) and not args[0].startswith("-") and not ctx.resilient_parsing
        if is_typed and self.get_command(ctx, args[0]) is None:
            from factcheck.model.near import did_you_mean
            from factcheck.report.visible import visible

            hint = did_you_mean(args[0], self.list_commands(ctx))
            ctx.fail(f"No such command '{visible(args[0])}'; {hint}")
        return super().resolve_command(ctx, args)
