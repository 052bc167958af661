/* Names of delimiters and quotes, as a person gives them and reads them. */
#include "core/ingest/dialect.h"

#include <string.h>
#include <strings.h>

static const struct {
    const char *name, *sign;
} delimiters[] = {{"", ""},      {"auto", ""},  {"comma", ","}, {"semicolon", ";"}, {"tab", "\t"},
                  {"\\t", "\t"}, {"pipe", "|"}, {"space", " "}, {"colon", ":"},     {"caret", "^"}};

enum status dialect_delimiter_from_name(const char *name, char *out, struct error *err)
{
    if (!name)
        name = "";
    for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++) {
        if (strcasecmp(name, delimiters[i].name) == 0) {
            strcpy(out, delimiters[i].sign);
            return STATUS_OK;
        }
    }
    size_t len = strlen(name);
    bool good = len <= DELIMITER_MAX && !strpbrk(name, "\"\r\n");
    for (size_t i = 0; good && i < len; i++)
        good = (unsigned char)name[i] < 0x80;
    if (!good)
        return error_set(err, STATUS_INVALID, TEXT_INGEST_DELIMITER_BAD,
                         TEXT_VALUES(text_string("delimiter", name)));
    strcpy(out, name);
    return STATUS_OK;
}

enum status dialect_quote_from_name(const char *name, char *out, bool *given, struct error *err)
{
    static const struct {
        const char *name;
        char sign;
    } known[] = {{"\"", '"'}, {"double", '"'}, {"'", '\''}, {"single", '\''}, {"none", '\0'}};
    *given = name && name[0] && strcasecmp(name, "auto") != 0;
    if (!*given)
        return STATUS_OK;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcasecmp(name, known[i].name) == 0) {
            *out = known[i].sign;
            return STATUS_OK;
        }
    }
    return error_set(err, STATUS_INVALID, TEXT_INGEST_QUOTE_BAD,
                     TEXT_VALUES(text_string("quote", name)));
}

const char *dialect_delimiter_name(const struct dialect *dialect)
{
    if (strcmp(dialect->delimiter, "\t") == 0)
        return "tab";
    return strcmp(dialect->delimiter, " ") == 0 ? "space" : dialect->delimiter;
}
