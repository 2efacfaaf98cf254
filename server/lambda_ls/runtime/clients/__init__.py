"""The programs that run handlers: one folder a language, each behind `base.Client`."""
