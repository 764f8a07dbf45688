"""Numbers to pictures: one style, one file per plot."""
