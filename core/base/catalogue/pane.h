/* Panes: titles, help, status lines. */
