/* Owns fuzzy matching. Apart from the lists because a test compares scores. */
#include "tui/widget/fuzzy.h"

#include "core/base/buffer.h"
#include "core/base/utf8.h"

enum { WHOLE = 40, WORD_START = 12, BESIDE = 8, PLAIN = 1, LENGTH_LIMIT = 16 };

static bool word_starts_at(struct span text, size_t i)
{
    return i == 0 || strchr(" ._-/:(", text.data[i - 1]) != NULL;
}

/* The letters of one word in order, as early as can be, but at a word's start if one comes. */
static int score_letters(struct span word, struct span text)
{
    int score = 0;
    size_t at = 0, last = text.len;
    for (size_t i = 0; i < word.len; i++) {
        size_t found = text.len;
        if (last < text.len && last + 1 < text.len && text.data[last + 1] == word.data[i])
            found = last + 1;
        for (size_t j = at; j < text.len && found == text.len; j++) {
            if (text.data[j] == word.data[i] && word_starts_at(text, j))
                found = j;
        }
        for (size_t j = at; j < text.len && found == text.len; j++) {
            if (text.data[j] == word.data[i])
                found = j;
        }
        if (found == text.len)
            return FUZZY_NONE;
        score += found == last + 1 ? BESIDE : word_starts_at(text, found) ? WORD_START : PLAIN;
        last = found;
        at = found + 1;
    }
    return score;
}

static int score_word(struct span word, struct span text)
{
    const char *whole = memmem(text.data, text.len, word.data, word.len);
    if (!whole)
        return score_letters(word, text);
    size_t at = (size_t)(whole - text.data);
    return WHOLE + (int)word.len * BESIDE + (word_starts_at(text, at) ? WORD_START : 0) +
           (at == 0 ? WORD_START : 0);
}

static int score_folded(struct span typed, struct span text)
{
    int total = 0;
    for (size_t i = 0; i < typed.len;) {
        size_t len = 0;
        while (i + len < typed.len && typed.data[i + len] != ' ')
            len++;
        if (len) {
            int score = score_word(span_of(typed.data + i, len), text);
            if (score < 0)
                return FUZZY_NONE;
            total += score;
        }
        i += len + 1;
    }
    if (total) /* of equals the shorter one */
        total += text.len < 60 ? LENGTH_LIMIT - (int)text.len / 4 : 0;
    return total;
}

int fuzzy_score(struct span typed, struct span text)
{
    struct buffer folded_typed = {0}, folded_text = {0};
    utf8_fold(typed, &folded_typed);
    utf8_fold(text, &folded_text);
    int score = score_folded(buffer_span(&folded_typed), buffer_span(&folded_text));
    buffer_free(&folded_typed);
    buffer_free(&folded_text);
    return score;
}
