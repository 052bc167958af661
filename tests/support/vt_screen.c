/* Reading a virtual terminal's screen: text, cells, cursor, and golden screens. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/base/file.h"
#include "core/base/utf8.h"
#include "tests/support/check.h"
#include "tests/support/vt_private.h"

int vt_rows(const struct vt *vt)
{
    int rows, cols;
    vterm_get_size(vt->vterm, &rows, &cols);
    return rows;
}

int vt_cols(const struct vt *vt)
{
    int rows, cols;
    vterm_get_size(vt->vterm, &rows, &cols);
    return cols;
}

/* ---- cells ---- */

static int color_number(struct vt *vt, VTermColor color)
{
    if (VTERM_COLOR_IS_DEFAULT_FG(&color) || VTERM_COLOR_IS_DEFAULT_BG(&color))
        return -1;
    vterm_screen_convert_color_to_rgb(vt->screen, &color);
    return color.rgb.red << 16 | color.rgb.green << 8 | color.rgb.blue;
}

struct vt_cell vt_cell(struct vt *vt, int row, int col)
{
    VTermScreenCell cell;
    struct vt_cell out = {0};
    size_t len = 0;
    if (!vterm_screen_get_cell(vt->screen, (VTermPos){row, col}, &cell))
        return out;
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
        if (cell.chars[i] != (uint32_t)-1) /* the second half of a wide character */
            len += utf8_write(cell.chars[i], out.text + len);
    if (cell.chars[0] == 0)
        out.text[0] = ' ';
    out.width = (unsigned char)cell.width;
    out.bold = cell.attrs.bold;
    out.underline = cell.attrs.underline != 0;
    out.reverse = cell.attrs.reverse;
    out.italic = cell.attrs.italic;
    out.blink = cell.attrs.blink;
    out.fg = color_number(vt, cell.fg);
    out.bg = color_number(vt, cell.bg);
    return out;
}

/* Adds a row, blanks at its end cut. at (may be NULL): byte offset of each column. */
static void add_row(struct vt *vt, int row, struct buffer *out, size_t *at)
{
    size_t begin = out->len;
    for (int col = 0; col < vt_cols(vt); col++) {
        if (at)
            at[col] = out->len - begin;
        buffer_add_string(out, vt_cell(vt, row, col).text);
    }
    while (out->len > begin && out->data[out->len - 1] == ' ')
        out->data[--out->len] = '\0';
    buffer_add(out, "", 0);
}

/* ---- text ---- */

const char *vt_text(struct vt *vt)
{
    buffer_clear(&vt->text);
    for (int row = 0; row < vt_rows(vt); row++) {
        add_row(vt, row, &vt->text, NULL);
        buffer_add_byte(&vt->text, '\n');
    }
    return vt->text.data;
}

const char *vt_row(struct vt *vt, int row)
{
    struct buffer *out = &vt->row[vt->row_turn++ % (sizeof vt->row / sizeof *vt->row)];
    buffer_clear(out);
    add_row(vt, row, out, NULL);
    return out->len ? out->data : "";
}

bool vt_find(struct vt *vt, const char *text, int *row, int *col)
{
    size_t *at = calloc((size_t)vt_cols(vt) + 1, sizeof *at);
    bool found = false;
    assert_non_null(at);
    for (int r = 0; !found && r < vt_rows(vt); r++) {
        struct buffer line = {0};
        add_row(vt, r, &line, at);
        const char *place = line.len ? strstr(line.data, text) : NULL;
        for (int c = 0; place && c < vt_cols(vt); c++)
            if (at[c] == (size_t)(place - line.data)) {
                found = true;
                if (row)
                    *row = r;
                if (col)
                    *col = c;
                break;
            }
        buffer_free(&line);
    }
    free(at);
    return found;
}

void vt_expect(struct vt *vt, const char *text)
{
    if (!vt_find(vt, text, NULL, NULL))
        vt_fail(vt, "\"%s\" is not on the screen", text);
}

void vt_expect_not(struct vt *vt, const char *text)
{
    if (vt_find(vt, text, NULL, NULL))
        vt_fail(vt, "\"%s\" is on the screen", text);
}

void vt_expect_row(struct vt *vt, int row, const char *text)
{
    if (!strstr(vt_row(vt, row), text))
        vt_fail(vt, "\"%s\" is not in row %d", text, row);
}

bool vt_cursor(const struct vt *vt, int *row, int *col)
{
    VTermPos at;
    vterm_state_get_cursorpos(vterm_obtain_state(vt->vterm), &at);
    if (row)
        *row = at.row;
    if (col)
        *col = at.col;
    return vt->cursor_visible;
}

bool vt_restored(struct vt *vt)
{
    const char *wrong = vt->alt_screen        ? "the alternate screen is still shown"
                        : !vt->cursor_visible ? "the cursor is hidden"
                        : vt->mouse           ? "the mouse is still reported"
                        : vt->paste_mode      ? "pastes are still bracketed"
                                              : NULL;
    struct termios now;
    if (!wrong && tcgetattr(vt->master, &now) == 0 &&
        ((now.c_lflag ^ vt->before.c_lflag) & (ICANON | ECHO | ISIG | IEXTEN) ||
         (now.c_iflag ^ vt->before.c_iflag) & (ICRNL | IXON) ||
         (now.c_oflag ^ vt->before.c_oflag) & OPOST))
        wrong = "the line settings are not as before";
    if (wrong)
        fprintf(stderr, "%s\n", wrong);
    return !wrong;
}

/* ---- golden screens ---- */

/* The screen between frames, so that blanks at the ends and the size are seen, and the cursor. */
static void draw_golden(struct vt *vt, struct buffer *out)
{
    int row, col;
    bool visible = vt_cursor(vt, &row, &col);
    buffer_printf(out, "%d × %d, cursor %s%d,%d\n", vt_cols(vt), vt_rows(vt),
                  visible ? "" : "hidden ", col, row);
    buffer_add_string(out, vt_text(vt));
}

/* Where two texts part: the lines with "-" (golden) and "+" (now), the same ones left out. */
static void print_difference(const char *golden, const char *now)
{
    for (int line = 0; *golden || *now; line++) {
        int a = (int)strcspn(golden, "\n"), b = (int)strcspn(now, "\n");
        if (a != b || memcmp(golden, now, (size_t)a) != 0)
            fprintf(stderr, "%3d - %.*s\n    + %.*s\n", line, a, golden, b, now);
        golden += a + (golden[a] == '\n');
        now += b + (now[b] == '\n');
    }
}

void vt_golden(struct vt *vt, const char *name)
{
    char path[512];
    struct buffer now = {0}, golden = {0};
    struct error err = {0};
    const char *mode = getenv("DATAJAM_GOLDEN");
    snprintf(path, sizeof path, "tests/screen/golden/%s.txt", name);
    draw_golden(vt, &now);
    if (mode && strcmp(mode, "write") == 0) {
        if (file_make_folder("tests/screen/golden", &err) != STATUS_OK ||
            file_replace(path, buffer_span(&now), 0644, &err) != STATUS_OK)
            fail_msg("%s", err.message);
    } else {
        if (file_read(path, 1 << 20, &golden, &err) != STATUS_OK)
            fail_msg("%s (make golden writes it)", err.message);
        if (!span_equal(buffer_span(&now), buffer_span(&golden))) {
            fprintf(stderr, "%s (-) and the screen now (+):\n", path);
            print_difference(golden.data, now.data);
            fail_msg("the screen is not as in %s; if it is meant so: make golden", path);
        }
    }
    buffer_free(&now);
    buffer_free(&golden);
}
