/*
 * The rules of dictionary.csv: which header names there are, which words a quality mark
 * and a role may have, and what is said about a line that breaks them. Apart from the
 * reading of files so that it can be tested row by row.
 */
#include "core/jam/dictionary.h"

#include <string.h>
#include <strings.h>

/* The names that a header may use; the first is the one the manual gives. */
static const struct {
    const char *names[3];
    bool needed;
} fields[DICTIONARY_FIELD_COUNT] = {
    [DICTIONARY_DATASET] = {{"dataset", "table", NULL}, true},
    [DICTIONARY_COLUMN] = {{"column", "field", NULL}, true},
    [DICTIONARY_LABEL] = {{"label", "title", NULL}, false},
    [DICTIONARY_MEANING] = {{"meaning", "description", NULL}, false},
    [DICTIONARY_QUALITY] = {{"quality", "mark", NULL}, false},
    [DICTIONARY_CAUTION] = {{"caution", "cautions", NULL}, false},
    [DICTIONARY_ORDER] = {{"order", "order of values", NULL}, false},
    [DICTIONARY_ROLE] = {{"role", "part", NULL}, false},
};

static enum status no_memory(struct error *err)
{
    return error_set(err, STATUS_MEMORY, TEXT_OUT_OF_MEMORY, NULL);
}

/* Without blanks at either end. */
static struct span trim(struct span text)
{
    while (text.len > 0 && strchr(" \t\r\n", text.data[0]) != NULL) {
        text.data++;
        text.len--;
    }
    while (text.len > 0 && strchr(" \t\r\n", text.data[text.len - 1]) != NULL)
        text.len--;
    return text;
}

static bool same_word(struct span text, const char *word)
{
    return text.len == strlen(word) && strncasecmp(text.data, word, text.len) == 0;
}

/* Room for one more element in an array of the arena, twice the size each time. */
static void *grow(struct arena *arena, void *old, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return old;
    size_t wider = *capacity == 0 ? 16 : *capacity * 2;
    void *fresh = arena_array(arena, wider, size);
    if (fresh == NULL)
        return NULL;
    if (count > 0)
        memcpy(fresh, old, count * size);
    *capacity = wider;
    return fresh;
}

enum status dictionary_add_notice(struct dictionary_reader *reader, int64_t line, enum text_id id,
                                  const struct text_value *values, struct error *err)
{
    struct dictionary *result = &reader->result;
    struct dictionary_notice *notices = grow(reader->arena, result->notices, result->notice_count,
                                             &reader->notice_capacity, sizeof *notices);
    char words[600];
    text_format(words, sizeof words, id, values);
    char *message = arena_string(reader->arena, words);
    if (notices == NULL || message == NULL)
        return no_memory(err);
    notices[result->notice_count++] = (struct dictionary_notice){line, message};
    result->notices = notices;
    return STATUS_OK;
}

static int field_of_name(struct span name)
{
    for (int field = 0; field < DICTIONARY_FIELD_COUNT; field++)
        for (size_t i = 0; i < 3 && fields[field].names[i] != NULL; i++)
            if (same_word(name, fields[field].names[i]))
                return field;
    return -1;
}

static enum status read_header(struct dictionary_reader *reader, const struct span *cells,
                               size_t count, int64_t line, struct error *err)
{
    for (int field = 0; field < DICTIONARY_FIELD_COUNT; field++)
        reader->place[field] = -1;
    for (size_t i = 0; i < count && i < 1000; i++) {
        struct span name = trim(cells[i]);
        int field = field_of_name(name);
        if (field >= 0 && reader->place[field] < 0) {
            reader->place[field] = (int)i;
        } else if (name.len > 0) {
            const char *copy = arena_copy(reader->arena, name);
            enum status status = dictionary_add_notice(reader, line, TEXT_DICTIONARY_UNKNOWN_HEADER,
                                                       TEXT_VALUES(text_string("name", copy)), err);
            if (status != STATUS_OK)
                return status;
        }
    }
    for (int field = 0; field < DICTIONARY_FIELD_COUNT; field++)
        if (fields[field].needed && reader->place[field] < 0)
            return error_set_at(err, STATUS_INVALID, NULL, line, 0, TEXT_DICTIONARY_HEADER_MISSING,
                                TEXT_VALUES(text_string("name", fields[field].names[0])));
    reader->header_seen = true;
    return STATUS_OK;
}

static struct span cell_of(const struct dictionary_reader *reader, enum dictionary_field field,
                           const struct span *cells, size_t count)
{
    int place = reader->place[field];
    return place >= 0 && (size_t)place < count ? trim(cells[place]) : (struct span){NULL, 0};
}

static bool is_blank(const struct span *cells, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (trim(cells[i]).len > 0)
            return false;
    return true;
}

const struct dictionary_entry *dictionary_find(const struct dictionary *dictionary,
                                               const char *dataset, const char *column)
{
    for (size_t i = 0; i < dictionary->entry_count; i++)
        if (strcasecmp(dictionary->entries[i].dataset, dataset) == 0 &&
            strcasecmp(dictionary->entries[i].column, column) == 0)
            return &dictionary->entries[i];
    return NULL;
}

/* The words of quality and role; a wrong one is a notice and counts as none. */
static enum status read_marks(struct dictionary_reader *reader, struct dictionary_entry *entry,
                              const struct span *cells, size_t count, struct error *err)
{
    struct span quality = cell_of(reader, DICTIONARY_QUALITY, cells, count);
    struct span role = cell_of(reader, DICTIONARY_ROLE, cells, count);
    if (quality.len > 0 && !quality_from_name(quality, &entry->quality)) {
        const char *word = arena_copy(reader->arena, quality);
        enum status status = dictionary_add_notice(
            reader, entry->line, TEXT_DICTIONARY_QUALITY_UNKNOWN,
            TEXT_VALUES(text_string("word", word), text_string("column", entry->column)), err);
        if (status != STATUS_OK)
            return status;
    }
    if (role.len > 0 && !column_role_from_name(role, &entry->role)) {
        const char *word = arena_copy(reader->arena, role);
        return dictionary_add_notice(
            reader, entry->line, TEXT_DICTIONARY_ROLE_UNKNOWN,
            TEXT_VALUES(text_string("word", word), text_string("column", entry->column)), err);
    }
    return STATUS_OK;
}

static bool copy_texts(struct dictionary_reader *reader, struct dictionary_entry *entry,
                       const struct span *cells, size_t count)
{
    struct {
        enum dictionary_field field;
        const char **text;
    } texts[] = {
        {DICTIONARY_DATASET, &entry->dataset}, {DICTIONARY_COLUMN, &entry->column},
        {DICTIONARY_LABEL, &entry->label},     {DICTIONARY_MEANING, &entry->meaning},
        {DICTIONARY_CAUTION, &entry->caution}, {DICTIONARY_ORDER, &entry->order},
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        *texts[i].text = arena_copy(reader->arena, cell_of(reader, texts[i].field, cells, count));
        if (*texts[i].text == NULL)
            return false;
    }
    return true;
}

static enum status add_entry(struct dictionary_reader *reader, const struct dictionary_entry *entry,
                             struct error *err)
{
    struct dictionary *result = &reader->result;
    struct dictionary_entry *entries = grow(reader->arena, result->entries, result->entry_count,
                                            &reader->entry_capacity, sizeof *entries);
    if (entries == NULL)
        return no_memory(err);
    entries[result->entry_count++] = *entry;
    result->entries = entries;
    return STATUS_OK;
}

enum status dictionary_add_row(struct dictionary_reader *reader, const struct span *cells,
                               size_t count, int64_t line, struct error *err)
{
    if (is_blank(cells, count))
        return STATUS_OK;
    if (!reader->header_seen)
        return read_header(reader, cells, count, line, err);
    struct dictionary_entry entry = {.line = line};
    if (!copy_texts(reader, &entry, cells, count))
        return no_memory(err);
    if (entry.dataset[0] == '\0')
        return dictionary_add_notice(reader, line, TEXT_DICTIONARY_NO_DATASET, NULL, err);
    const struct dictionary_entry *twin =
        dictionary_find(&reader->result, entry.dataset, entry.column);
    if (twin != NULL)
        return dictionary_add_notice(reader, line, TEXT_DICTIONARY_TWICE,
                                     TEXT_VALUES(text_string("dataset", entry.dataset),
                                                 text_string("column", entry.column),
                                                 text_number("first", twin->line)),
                                     err);
    enum status status = read_marks(reader, &entry, cells, count, err);
    return status == STATUS_OK ? add_entry(reader, &entry, err) : status;
}
