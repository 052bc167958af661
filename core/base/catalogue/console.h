/* The console's frame: header, key bar, menu, palette, help, messages. */
TEXT(CONSOLE_THEME_BAD_LINE, "{file}, line {line}: this theme can't be read here; a line says: role = colour on colour bold")
TEXT(CONSOLE_THEME_MISSING, "there is no theme \"{theme}\"; dark, light and mono are always there")
