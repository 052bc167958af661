/*
 * The record as bytes, and the time that everybody computes from it. Apart from the fold: a
 * console knows the record alone.
 */
#include "core/jam/day_record.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_LINE "datajam-clock 1\n"
#define SUM        "checksum="

enum { MINUTE_MS = 60000, JUMP_MS = 2 * MINUTE_MS };

/* Beyond the year 3000 in milliseconds: no sum or product of two of them overflows. */
static const int64_t number_most = (int64_t)1 << 45;

static const char *const state_names[DAY_STATES] = {"waiting", "running", "paused", "over"};

const char *day_state_name(enum day_state state)
{
    return state_names[state];
}

/* ---- as bytes ---- */

enum field_kind { FIELD_NUMBER, FIELD_TEXT };

struct field {
    const char *name;
    enum field_kind kind;
    size_t offset, size;
};

#define NUMBER(name, member)                                                                       \
    {                                                                                              \
        name, FIELD_NUMBER, offsetof(struct day_record, member), 0                                 \
    }
#define WORDS(name, member, size)                                                                  \
    {                                                                                              \
        name, FIELD_TEXT, offsetof(struct day_record, member), size                                \
    }

/* In the order in which they are written; all of them must be there but the last ones, which older
 * programs don't write. */
static const struct field fields[] = {
    NUMBER("sequence", sequence),
    WORDS("phase", phase, DAY_TITLE_SIZE),
    WORDS("kind", kind, DAY_KIND_SIZE),
    NUMBER("number", number),
    NUMBER("of", of),
    NUMBER("began", began_ms),
    NUMBER("mark", mark_ms),
    NUMBER("spent", spent_ms),
    NUMBER("length", length_ms),
    WORDS("next", next, DAY_TITLE_SIZE),
    NUMBER("next-minutes", next_minutes),
    NUMBER("next-fixed", next_fixed_ms),
    NUMBER("origin", origin_ms),
    NUMBER("origin-day", origin_day_ms),
    NUMBER("speed", speed),
    WORDS("show", show, DAY_TITLE_SIZE),
    NUMBER("show-minutes", show_minutes),
    NUMBER("show-starts", show_ms),
    NUMBER("show-fixed", show_fixed),
    NUMBER("deck-due", deck_ms),
    NUMBER("teams", teams),
};

enum { FIELDS = sizeof fields / sizeof *fields, LATER_FIELDS = 6 };

/* FNV-1a, 64 bits: it tells torn from whole, and guards against nobody. */
static uint64_t sum_of(struct span bytes)
{
    uint64_t sum = 0xcbf29ce484222325u;
    for (size_t i = 0; i < bytes.len; i++)
        sum = (sum ^ (unsigned char)bytes.data[i]) * 0x100000001b3u;
    return sum;
}

static void add_text(struct buffer *out, const char *text, size_t size)
{
    struct span cut = span_string(text);
    if (cut.len >= size) { /* at a character's beginning */
        cut.len = size - 1;
        while (cut.len > 0 && ((unsigned char)cut.data[cut.len] & 0xc0) == 0x80)
            cut.len--;
    }
    for (size_t i = 0; i < cut.len; i++)
        buffer_add_byte(out, (unsigned char)cut.data[i] < 0x20 ? ' ' : cut.data[i]);
}

void day_record_write(const struct day_record *record, struct buffer *out)
{
    size_t begin = out->len;
    buffer_printf(out, FIRST_LINE "state=%s\n", day_state_name(record->state));
    for (size_t i = 0; i < FIELDS; i++) {
        const char *member = (const char *)record + fields[i].offset;
        buffer_printf(out, "%s=", fields[i].name);
        if (fields[i].kind == FIELD_TEXT)
            add_text(out, member, fields[i].size);
        else
            buffer_printf(out, "%" PRId64, *(const int64_t *)(const void *)member);
        buffer_add_byte(out, '\n');
    }
    struct span above = span_of(out->data + begin, out->len - begin);
    buffer_printf(out, SUM "%016" PRIx64 "\n", out->failed ? 0 : sum_of(above));
}

/* The value of the next line, if it has that name; *rest goes on behind it. */
static bool take_line(struct span *rest, const char *name, struct span *value)
{
    size_t len = strlen(name);
    const char *end = rest->len ? memchr(rest->data, '\n', rest->len) : NULL;
    if (!end || (size_t)(end - rest->data) < len + 1 || memcmp(rest->data, name, len) != 0 ||
        rest->data[len] != '=')
        return false;
    *value = span_of(rest->data + len + 1, (size_t)(end - rest->data) - len - 1);
    size_t used = (size_t)(end - rest->data) + 1;
    *rest = span_of(rest->data + used, rest->len - used);
    return true;
}

static bool read_number(struct span value, int64_t *out)
{
    char text[24], *end = NULL;
    if (value.len == 0 || value.len >= sizeof text)
        return false;
    memcpy(text, value.data, value.len);
    text[value.len] = '\0';
    *out = strtoll(text, &end, 10);
    return *end == '\0' && (*text == '-' || (*text >= '0' && *text <= '9')) &&
           *out > -number_most && *out < number_most;
}

static bool read_field(const struct field *field, struct span value, struct day_record *out)
{
    char *member = (char *)out + field->offset;
    if (field->kind == FIELD_NUMBER)
        return read_number(value, (int64_t *)(void *)member);
    if (value.len >= field->size)
        return false;
    memcpy(member, value.data, value.len);
    member[value.len] = '\0';
    return true;
}

static bool read_state(struct span value, enum day_state *out)
{
    for (int i = 0; i < DAY_STATES; i++) {
        if (value.len == strlen(state_names[i]) &&
            memcmp(value.data, state_names[i], value.len) == 0) {
            *out = (enum day_state)i;
            return true;
        }
    }
    return false;
}

/* False: one is missing or wrong. Those of later versions are there all, or none is. */
static bool read_fields(struct span *rest, struct day_record *out)
{
    struct span value, ahead = *rest;
    for (size_t i = 0; i < FIELDS; i++) {
        ahead = *rest;
        if (i == FIELDS - LATER_FIELDS && take_line(&ahead, "checksum", &value))
            return true;
        if (!take_line(rest, fields[i].name, &value) || !read_field(&fields[i], value, out))
            return false;
    }
    return true;
}

/* Numbers that no fold gives, though the checksum is right. */
static bool makes_sense(const struct day_record *record)
{
    return record->speed >= 1 && record->speed <= DAY_SPEED_MOST && record->sequence >= 0 &&
           record->spent_ms >= 0 && record->length_ms >= 0 &&
           (!day_is_on(record) || record->number > 0);
}

bool day_record_read(struct span bytes, struct day_record *out)
{
    struct day_record record = {0};
    struct span rest = bytes, value;
    char sum[20];
    size_t first = strlen(FIRST_LINE);
    if (bytes.len > DAY_RECORD_MOST || bytes.len < first ||
        memcmp(bytes.data, FIRST_LINE, first) != 0)
        return false;
    rest = span_of(rest.data + first, rest.len - first);
    if (!take_line(&rest, "state", &value) || !read_state(value, &record.state))
        return false;
    if (!read_fields(&rest, &record))
        return false;
    snprintf(sum, sizeof sum, "%016" PRIx64, sum_of(span_of(bytes.data, bytes.len - rest.len)));
    if (!take_line(&rest, "checksum", &value) || rest.len || value.len != strlen(sum) ||
        memcmp(value.data, sum, value.len) != 0 || !makes_sense(&record))
        return false;
    *out = record;
    return true;
}

/* ---- time ---- */

int64_t day_record_time(const struct day_record *record, int64_t now_ms)
{
    return record->origin_day_ms + (now_ms - record->origin_ms) * record->speed;
}

int64_t day_spent_ms(const struct day_record *record, int64_t now_ms)
{
    int64_t now = day_record_time(record, now_ms);
    int64_t passed = now > record->mark_ms ? now - record->mark_ms : 0;
    return record->spent_ms + (record->state == DAY_RUNNING ? passed : 0);
}

int64_t day_left_ms(const struct day_record *record, int64_t now_ms)
{
    return record->length_ms - day_spent_ms(record, now_ms);
}

int64_t day_began_ms(const struct day_record *record)
{
    return record->origin_ms + (record->began_ms - record->origin_day_ms) / record->speed;
}

/* What had passed of the phase at a time of the day; below 0: it had not begun. */
static int64_t spent_at(const struct day_record *record, int64_t at_ms)
{
    if (at_ms >= record->mark_ms)
        return record->spent_ms + (record->state == DAY_RUNNING ? at_ms - record->mark_ms : 0);
    int64_t since = at_ms - record->began_ms;
    return since < record->spent_ms ? since : record->spent_ms;
}

int64_t day_without_pauses(const struct day_record *record, int64_t at_ms, int64_t now_ms)
{
    int64_t spent = spent_at(record, day_record_time(record, at_ms));
    return now_ms - (day_spent_ms(record, now_ms) - spent) / record->speed;
}

bool day_is_early(const struct day_record *record, int64_t now_ms)
{
    return record->state == DAY_RUNNING && record->spent_ms == 0 &&
           record->mark_ms == record->began_ms &&
           day_record_time(record, now_ms) < record->began_ms;
}

bool day_went_back(const struct day_record *record, int64_t now_ms, int64_t *out)
{
    int64_t behind = (record->mark_ms - day_record_time(record, now_ms)) / record->speed;
    if (out)
        *out = behind / MINUTE_MS;
    bool to_come = record->number == 1 && day_is_early(record, now_ms); /* only the first can be */
    return day_is_on(record) && !to_come && behind >= JUMP_MS;
}

/* When this phase ends if nothing is done. */
static int64_t end_ms(const struct day_record *record, int64_t now_ms)
{
    int64_t now = day_record_time(record, now_ms), left = day_left_ms(record, now_ms);
    return (now > record->mark_ms ? now : record->mark_ms) + (left > 0 ? left : 0);
}

int64_t day_next_ms(const struct day_record *record, int64_t now_ms)
{
    int64_t end = end_ms(record, now_ms);
    return end > record->next_fixed_ms ? end : record->next_fixed_ms;
}

/* A phase that takes longer, or a pause, moves what follows; what is fixed waits for it. */
static int64_t moved(const struct day_record *record, int64_t planned_ms, int64_t now_ms)
{
    int64_t left = record->length_ms - record->spent_ms;
    int64_t planned_end = record->mark_ms + (left > 0 ? left : 0);
    int64_t end = end_ms(record, now_ms);
    if (planned_ms == 0 || !day_is_on(record))
        return planned_ms;
    if (record->show_fixed)
        return planned_ms > end ? planned_ms : end;
    return planned_ms + end - planned_end;
}

int64_t day_show_ms(const struct day_record *record, int64_t now_ms)
{
    return *record->show ? moved(record, record->show_ms, now_ms) : 0;
}

int64_t day_deck_ms(const struct day_record *record, int64_t now_ms)
{
    return *record->show ? moved(record, record->deck_ms, now_ms) : 0;
}

int64_t day_show_share(const struct day_record *record)
{
    return record->teams > 0 ? record->show_minutes / record->teams : 0;
}

int day_warning(const struct day_record *record, int64_t before_ms, int64_t now_ms)
{
    static const int minutes[] = {0, 1, 5, 10}; /* the nearest to the end first */
    if (record->state != DAY_RUNNING)
        return -1;
    int64_t before = day_left_ms(record, before_ms), now = day_left_ms(record, now_ms);
    for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++) {
        int64_t due = (int64_t)minutes[i] * MINUTE_MS;
        /* a phase that is hardly longer needs no such warning at its beginning */
        if (before > due && now <= due && record->length_ms > due + due / 2)
            return minutes[i];
    }
    return -1;
}

int day_part(const struct day_record *record, int64_t now_ms)
{
    int64_t spent = day_spent_ms(record, now_ms);
    if (record->length_ms <= 0 || spent >= record->length_ms)
        return 1000;
    return (int)(spent * 1000 / record->length_ms);
}
