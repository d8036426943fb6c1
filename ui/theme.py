"""Gradio's theme, made of the colours and letters of `styles/theme.css`, which is the one place to change them."""

import gradio as gr

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """The theme: fonts of the reader's system only, so that nothing is fetched."""
    return gr.themes.Base(primary_hue="blue", neutral_hue="slate", radius_size="md", font=SANS, font_mono=MONO)
