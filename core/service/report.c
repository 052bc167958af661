/* Where reports go, and that they go there whole. */
#include "core/service/report.h"

#include <errno.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/service/chart_svg.h"
#include "core/service/release.h"

enum { NAMES_TRIED = 1000 };

static const struct {
    const char *ending;
    enum report_format format;
} endings[] = {{".html", REPORT_HTML}, {".htm", REPORT_HTML}, {".md", REPORT_MARKDOWN}};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

enum status report_format_of(const char *path, enum report_format *out, struct error *err)
{
    const char *name = file_name(path), *dot = strrchr(name, '.');
    for (size_t i = 0; dot && dot > name && i < sizeof endings / sizeof *endings; i++) {
        if (strcasecmp(dot, endings[i].ending) == 0) {
            *out = endings[i].format;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_INVALID, TEXT_REPORT_ENDING,
                     TEXT_VALUES(text_string("file", path),
                                 text_string("ending", dot && dot > name ? dot : "")));
}

/* ---- places ---- */

enum status report_place(struct db *db, struct arena *arena, enum report_format format,
                         const char **path, struct error *err)
{
    const char *file = db_path(db);
    size_t len = (size_t)(file_name(file) - file);
    char date[16];
    *path = NULL;
    if (!*file)
        return error_set(err, STATUS_INVALID, TEXT_COPY_NO_PLACE, NULL);
    clock_local_date(date, sizeof date, clock_now_ms());
    for (int i = 1; i <= NAMES_TRIED; i++) {
        char *folder = i == 1 ? arena_printf(arena, "%.*sreport-%s", (int)len, file, date)
                              : arena_printf(arena, "%.*sreport-%s-%d", (int)len, file, date, i);
        if (!folder)
            return no_memory(err);
        if (file_exists(folder))
            continue;
        *path = arena_printf(arena, "%s/report%s", folder,
                             endings[format == REPORT_MARKDOWN ? 2 : 0].ending);
        return *path ? STATUS_OK : no_memory(err);
    }
    return error_set_errno(err, EEXIST, file);
}

/* The folder of the file, made where it isn't there. */
static enum status make_folder(struct arena *arena, const char *path, struct error *err)
{
    size_t len = (size_t)(file_name(path) - path);
    if (len < 2)
        return STATUS_OK;
    const char *folder = arena_copy(arena, span_of(path, len - 1));
    if (!folder)
        return no_memory(err);
    return file_is_folder(folder) ? STATUS_OK : file_make_folder(folder, err);
}

/* ---- pictures ---- */

struct writing {
    const struct report_request *request;
    struct arena *arena;
    const struct deck *deck;
    const char *stem;  /* the path without its ending */
    const char **made; /* pictures that were not there before */
    size_t made_count, count;
};

static struct release_request gate(const struct writing *writing, const char *path, bool log)
{
    return (struct release_request){.db = writing->request->ground->db,
                                    .subject = file_name(writing->request->path),
                                    .by = writing->request->by,
                                    .log = log,
                                    .path = path,
                                    .replace = writing->request->replace};
}

static enum status write_picture(struct writing *writing, const struct chart *chart, size_t number,
                                 struct error *err)
{
    struct buffer picture = {0};
    const char *path = arena_printf(writing->arena, "%s-%zu.svg", writing->stem, number);
    if (!path)
        return no_memory(err);
    bool there = file_exists(path);
    const struct release_request where = gate(writing, path, false);
    enum status status = chart_svg(writing->arena, chart, 0, 0, &picture, err);
    if (status == STATUS_OK)
        status = release_text(&where, buffer_span(&picture), err);
    buffer_free(&picture);
    if (status == STATUS_OK && !there)
        writing->made[writing->made_count++] = path;
    writing->count += status == STATUS_OK;
    return status;
}

static enum status write_pictures(struct writing *writing, struct error *err)
{
    enum status status = STATUS_OK;
    writing->made = arena_array(writing->arena, writing->deck->count, sizeof *writing->made);
    if (!writing->made)
        return no_memory(err);
    for (size_t i = 0; i < writing->deck->count && status == STATUS_OK; i++) {
        const struct deck_piece *piece = writing->deck->pages[i].piece;
        if (piece && piece->chart)
            status = write_picture(writing, piece->chart, i + 1, err);
    }
    return status;
}

/* ---- all of it ---- */

static enum status check_free(const struct report_request *request, struct error *err)
{
    return !request->replace && file_exists(request->path)
               ? error_set(err, STATUS_EXISTS, TEXT_REPORT_EXISTS,
                           TEXT_VALUES(text_string("file", request->path)))
               : STATUS_OK;
}

static enum status write_all(struct writing *writing, enum report_format format, struct error *err)
{
    struct buffer text = {0};
    enum status status = STATUS_OK;
    if (format == REPORT_MARKDOWN)
        status = write_pictures(writing, err);
    if (status == STATUS_OK)
        status = format == REPORT_HTML ? report_html(writing->arena, writing->deck, &text, err)
                                       : report_markdown(writing->arena, writing->deck,
                                                         file_name(writing->stem), &text, err);
    const struct release_request where = gate(writing, writing->request->path, true);
    if (status == STATUS_OK)
        status = release_text(&where, buffer_span(&text), err);
    for (size_t i = 0; status != STATUS_OK && i < writing->made_count; i++)
        unlink(writing->made[i]);
    buffer_free(&text);
    return status;
}

/* NULL: none. */
static const struct deck_page *first_telling(const struct deck *deck)
{
    for (size_t i = 0; i < deck->count; i++)
        if (*deck->pages[i].tells)
            return &deck->pages[i];
    return NULL;
}

enum status report_write(const struct report_request *request, struct arena *arena,
                         struct report_outcome *out, struct error *err)
{
    enum report_format format = REPORT_HTML;
    struct deck *deck = arena_alloc(arena, sizeof *deck);
    *out = (struct report_outcome){0};
    if (!deck)
        return no_memory(err);
    enum status status = report_format_of(request->path, &format, err);
    if (status == STATUS_OK)
        status = check_free(request, err);
    if (status == STATUS_OK)
        status = deck_make(request->ground, arena, deck, err);
    if (status == STATUS_OK)
        status = make_folder(arena, request->path, err);
    if (status != STATUS_OK)
        return status;
    size_t stem = strlen(request->path) - strlen(strrchr(request->path, '.'));
    struct writing writing = {.request = request,
                              .arena = arena,
                              .deck = deck,
                              .stem = arena_copy(arena, span_of(request->path, stem))};
    status = writing.stem ? write_all(&writing, format, err) : no_memory(err);
    const struct deck_page *page = first_telling(deck);
    *out = (struct report_outcome){.slides = deck->count,
                                   .pictures = writing.count,
                                   .meter = deck->meter,
                                   .masked = deck->masked,
                                   .changed = deck->changed,
                                   .telling = deck->telling,
                                   .claim = page ? page->title : "",
                                   .tells = page ? page->tells : "",
                                   .minimum = deck->minimum};
    return status;
}
