/* The console's frame: header, key bar, menu, palette, help, messages. */
