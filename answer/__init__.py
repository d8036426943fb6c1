"""Question and passages in, cited and checked answer out."""
