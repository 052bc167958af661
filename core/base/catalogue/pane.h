/* Panes: titles, help, status lines. */
TEXT(DATA_CANCELLED, "stopped")
