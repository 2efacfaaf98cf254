"""The command line: commands and output formats. Must not analyse anything itself."""
