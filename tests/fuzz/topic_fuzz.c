/* Topic pages of any bytes: laid out in lines that fit, of text that is safe for a screen. */
#include <stdint.h>
#include <stdlib.h>

#include "core/base/utf8.h"
#include "core/output/rich_text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    struct arena *arena = arena_new();
    size_t width = 10 + data[0] % 111;
    struct span markdown = span_of((const char *)data + 1, size - 1);
    struct rich_text text = {0};
    struct error err = {0};
    if (rich_text_layout(arena, markdown, width, &text, &err) != STATUS_OK &&
        err.message[0] == '\0')
        abort();
    for (size_t i = 0; i < text.line_count; i++) {
        struct span line = rich_line_text(arena, &text.lines[i]);
        if (!utf8_valid(line) || text.lines[i].cells > width ||
            utf8_screen_width(line) != text.lines[i].cells)
            abort();
    }
    arena_free(arena);
    return 0;
}
