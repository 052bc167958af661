/*
 * Making a jam file. The agenda is read and checked before anything is made, so that a
 * mistake in it leaves nothing behind.
 */
#include "core/service/jam.h"

#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "core/base/buffer.h"
#include "core/base/file.h"
#include "core/ingest/encoding.h"
#include "core/ingest/small_csv.h"
#include "core/jam/agenda_edit.h"
#include "core/store/db.h"
#include "core/store/meta.h"

enum field { FIELD_TIME, FIELD_TITLE, FIELD_MINUTES, FIELD_KIND, FIELD_FIXED, FIELD_NOTE, FIELDS };

static const struct {
    const char *name;
    bool needed;
} fields[FIELDS] = {
    [FIELD_TIME] = {"time", true},       [FIELD_TITLE] = {"title", true},
    [FIELD_MINUTES] = {"minutes", true}, [FIELD_KIND] = {"kind", false},
    [FIELD_FIXED] = {"fixed", false},    [FIELD_NOTE] = {"note", false},
};

enum {
    AGENDA_MOST = 1024 * 1024, /* bytes */
    ITEMS_MAX = AGENDA_ITEMS_MOST,
    TROUBLE = 200,
    TROUBLES_TOLD = 5
};

struct reader {
    struct arena *arena;
    const char *name;
    struct agenda_item *items; /* room for ITEMS_MAX */
    size_t count;
    struct buffer troubles; /* a line for each */
    int trouble_count;
    bool header_seen;
    size_t places[FIELDS]; /* 1 + the field in the line; 0: not there */
};

static bool is_word(struct span text, const char *word)
{
    return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

static enum status read_header(struct reader *reader, const struct span *cells, size_t count,
                               struct error *err)
{
    for (size_t i = 0; i < count; i++) {
        for (int field = 0; field < FIELDS; field++) {
            if (is_word(cells[i], fields[field].name))
                reader->places[field] = i + 1;
        }
    }
    for (int field = 0; field < FIELDS; field++) {
        if (fields[field].needed && reader->places[field] == 0)
            return error_set_at(err, STATUS_INVALID, reader->name, 1, 0, TEXT_JAM_AGENDA_NO_COLUMN,
                                TEXT_VALUES(text_string("file", reader->name),
                                            text_string("column", fields[field].name)));
    }
    reader->header_seen = true;
    return STATUS_OK;
}

/* The cell as a NUL-terminated copy; "" where there is none; NULL: no memory. */
static const char *cell(struct reader *reader, enum field field, const struct span *cells,
                        size_t count)
{
    const size_t place = reader->places[field];

    if (place == 0 || place > count)
        return "";
    return arena_copy(reader->arena, cells[place - 1]);
}

/* All that is wrong is told at once, as far as there is room. */
static void wrong(struct reader *reader, int64_t line, enum text_id id, const char *text,
                  const char *other)
{
    char words[TROUBLE];
    if (reader->trouble_count++ >= TROUBLES_TOLD)
        return;
    text_format(words, sizeof words, id,
                TEXT_VALUES(text_string("file", reader->name), text_number("line", line),
                            text_string("text", text), text_string("other", other)));
    buffer_printf(&reader->troubles, "%s%s", reader->troubles.len ? "\n" : "", words);
}

static void check_item(struct reader *reader, const char *const *texts, int64_t line)
{
    struct agenda_item *item = &reader->items[reader->count];
    char before[AGENDA_TIME_SIZE];
    const char *meant = agenda_kind_meant(item->kind);
    const struct agenda_item *last = reader->count > 0 ? item - 1 : NULL;
    if (item->starts < 0)
        wrong(reader, line, TEXT_JAM_AGENDA_BAD_TIME, texts[FIELD_TIME], "");
    if (item->starts >= 0 && last && item->starts < last->starts)
        wrong(reader, line, TEXT_JAM_AGENDA_BACKWARDS, texts[FIELD_TIME],
              agenda_write_time(last->starts, before));
    if (item->minutes < 1)
        wrong(reader, line, TEXT_JAM_AGENDA_BAD_MINUTES, texts[FIELD_MINUTES], "");
    if (!item->title[0])
        wrong(reader, line, TEXT_JAM_AGENDA_NO_TITLE, "", "");
    if (meant)
        wrong(reader, line, TEXT_JAM_AGENDA_KIND, texts[FIELD_KIND], meant);
    if (!agenda_read_flag(texts[FIELD_FIXED], &item->fixed))
        wrong(reader, line, TEXT_JAM_AGENDA_FIXED, texts[FIELD_FIXED], "");
}

static enum status read_item(struct reader *reader, const struct span *cells, size_t count,
                             int64_t line, struct error *err)
{
    const char *texts[FIELDS];

    for (int field = 0; field < FIELDS; field++) {
        texts[field] = cell(reader, (enum field)field, cells, count);
        if (!texts[field])
            return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    }
    reader->items[reader->count] = (struct agenda_item){
        .title = texts[FIELD_TITLE],
        .kind = texts[FIELD_KIND],
        .starts = agenda_read_time(texts[FIELD_TIME]),
        .minutes = agenda_read_minutes(texts[FIELD_MINUTES]),
        .note = texts[FIELD_NOTE],
    };
    check_item(reader, texts, line);
    reader->count++;
    return STATUS_OK;
}

static enum status read_row(void *context, const struct span *cells, size_t count, int64_t line,
                            struct error *err)
{
    struct reader *reader = context;

    if (!reader->header_seen)
        return read_header(reader, cells, count, err);
    if (reader->count == ITEMS_MAX)
        return error_set_at(
            err, STATUS_INVALID, reader->name, line, 0, TEXT_JAM_AGENDA_TOO_LONG,
            TEXT_VALUES(text_string("file", reader->name), text_number("most", ITEMS_MAX)));
    return read_item(reader, cells, count, line, err);
}

static enum status tell(const struct reader *reader, struct error *err)
{
    int more = reader->trouble_count - TROUBLES_TOLD;
    return error_set(err, STATUS_INVALID,
                     more > 0 ? TEXT_JAM_AGENDA_MORE : TEXT_JAM_AGENDA_TROUBLES,
                     TEXT_VALUES(text_string("lines", buffer_span(&reader->troubles).data),
                                 text_number("more", more)));
}

/* As UTF-8: spreadsheets also write "Unicode text", which is UTF-16. */
static enum status read_text(struct reader *reader, struct span text, struct error *err)
{
    enum encoding encoding = ENCODING_AUTO;
    struct encoding_notes notes = {0};
    struct buffer clean = {0};
    size_t mark = 0;
    enum status status = encoding_check(text, reader->name, &encoding, &mark, err);
    bool wide = encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
    if (status == STATUS_OK && wide) {
        encoding_clean(encoding, span_of(text.data + mark, text.len - mark), true, &clean, &notes);
        text = buffer_span(&clean);
    }
    if (status == STATUS_OK)
        status = small_csv_read(text, read_row, reader, err);
    buffer_free(&clean);
    return status;
}

enum status jam_read_agenda(struct span text, const char *name, struct arena *arena,
                            struct agenda_item **out, size_t *count, struct error *err)
{
    struct reader reader = {.arena = arena, .name = name};
    enum status status;

    reader.items = arena_array(arena, ITEMS_MAX, sizeof(*reader.items));
    if (!reader.items)
        return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
    status = read_text(&reader, text, err);
    if (status == STATUS_OK && reader.count == 0)
        status = error_set_at(err, STATUS_INVALID, name, 0, 0, TEXT_JAM_AGENDA_EMPTY,
                              TEXT_VALUES(text_string("file", name)));
    if (status == STATUS_OK && reader.trouble_count > 0)
        status = tell(&reader, err);
    buffer_free(&reader.troubles);
    *out = reader.items;
    *count = reader.count;
    return status;
}

enum status jam_load_agenda(const char *file, struct arena *arena, struct agenda_item **out,
                            size_t *count, struct error *err)
{
    struct buffer text = {0};
    enum status status = file_read(file, AGENDA_MOST, &text, err);
    if (status == STATUS_OK)
        status = jam_read_agenda(buffer_span(&text), file, arena, out, count, err);
    buffer_free(&text);
    return status;
}

static enum status fill(struct db *db, const struct jam_plan *plan, struct error *err)
{
    enum status status = meta_set(db, META_JAM, plan->title, err);

    if (status == STATUS_OK)
        status = agenda_write(db, plan->agenda, plan->agenda_count, err);
    for (size_t i = 0; status == STATUS_OK && i < plan->team_count; i++)
        status = team_add(db, &plan->teams[i], err);
    return status;
}

enum status jam_create(const char *path, const struct jam_plan *plan, struct error *err)
{
    struct db *db = NULL;
    enum status status = db_open(&db, path, DB_JAM, DB_CREATE, err);

    if (status != STATUS_OK)
        return status;
    status = db_begin(db, err);
    if (status == STATUS_OK) {
        status = fill(db, plan, err);
        if (status == STATUS_OK)
            status = db_commit(db, err);
        else
            db_rollback(db);
    }
    db_close(db);
    if (status != STATUS_OK)
        unlink(path);
    return status;
}
