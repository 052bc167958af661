/* The lines above the coach's list about teams that can't be read: they are seen whole, wherever
 * the cursor is, since "no calls" would be untrue without them. */
#include "core/base/utf8.h"
#include "tui/console/theme.h"
#include "tui/pane/coach_state.h"

enum { ROWS_MOST = 6 };

static void safe_words(const struct coach_state *state, struct buffer *out)
{
    utf8_screen(span_string(state->unread ? state->unread : ""), out);
}

int coach_unread_rows(const struct coach_state *state, int columns, int rows)
{
    struct buffer safe = {0};
    safe_words(state, &safe);
    int most = rows / 2 < ROWS_MOST ? rows / 2 : ROWS_MOST;
    int used = safe.len ? surface_wrapped_rows(columns - 2, most, buffer_span(&safe)) : 0;
    buffer_free(&safe);
    return used;
}

void coach_draw_unread(const struct coach_state *state, const struct surface *surface)
{
    struct buffer safe = {0};
    int rows = coach_unread_rows(state, surface->columns, surface->rows);
    safe_words(state, &safe);
    if (rows > 0)
        surface_put_wrapped(surface, 1, 0, surface->columns - 2, rows, buffer_span(&safe),
                            THEME_ERROR);
    buffer_free(&safe);
}

void coach_describe_unread(const struct coach_state *state, struct buffer *out)
{
    size_t before = out->len;
    safe_words(state, out);
    if (out->len > before)
        buffer_add_byte(out, '\n');
}
