"""The commands of `fazhi`: a module for each group, which adds them to the line and runs them (命令)."""
