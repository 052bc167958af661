/* Random tables for comparisons with SQL. Nothing in them is real. */
#include "tests/support/random_table.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

uint64_t chance_bits(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

unsigned chance_below(uint64_t *state, unsigned limit)
{
    return (unsigned)((chance_bits(state) >> 32) % limit);
}

/* Never "Total" in the last row: an import sets that aside as the file's line of totals. */
static void put_word(FILE *out, uint64_t *state, bool last)
{
    static const char *const words[] = {"Office 10", "Office 9", "office 9", "Zürich",
                                        "zürich",    "Ørsted",   "東京",     "Total",
                                        "nan",       "NaN-like", "\"a, b\"", "\"it's \"\"it\"\"\"",
                                        "x y",       "",         ""};
    const char *word = words[chance_below(state, sizeof words / sizeof *words)];
    fputs(last && strcmp(word, "Total") == 0 ? "office 9" : word, out);
    putc(',', out);
}

static void put_whole(FILE *out, uint64_t *state, int low, unsigned range, unsigned empty_of_ten)
{
    if (chance_below(state, 10) >= empty_of_ten)
        fprintf(out, "%d", low + (int)chance_below(state, range));
    putc(',', out);
}

static void put_decimal(FILE *out, uint64_t *state)
{
    int cents = (int)chance_below(state, 20000) - 5000;
    if (chance_below(state, 10) > 1)
        fprintf(out, "%s%d.%02d", cents < 0 ? "-" : "", (cents < 0 ? -cents : cents) / 100,
                (cents < 0 ? -cents : cents) % 100);
    putc(',', out);
}

static void put_real(FILE *out, uint64_t *state)
{
    double number = (double)(int64_t)chance_bits(state) / 9.3e15;
    if (chance_below(state, 10) > 0)
        fprintf(out, "%.12f", number);
    putc(',', out);
}

static void put_day(FILE *out, uint64_t *state, bool time)
{
    if (chance_below(state, 8) > 0) {
        fprintf(out, "%04u-%02u-%02u", 2017 + chance_below(state, 3), 1 + chance_below(state, 12),
                1 + chance_below(state, 28));
        if (time)
            fprintf(out, " %02u:%02u:%02u", chance_below(state, 24), chance_below(state, 60),
                    chance_below(state, 60));
    }
    putc(',', out);
}

void random_table_write(FILE *out, unsigned rows, uint64_t *state)
{
    fputs("office,code,age,amount,rate,day,stamp,month,big,flag,mixed\n", out);
    for (unsigned i = 0; i < rows; i++) {
        put_word(out, state, i + 1 == rows);
        if (chance_below(state, 6) > 0)
            fprintf(out, "%03u", chance_below(state, 40));
        putc(',', out);
        put_whole(out, state, -5, 60, 1);
        put_decimal(out, state);
        put_real(out, state);
        put_day(out, state, false);
        put_day(out, state, true);
        fprintf(out, "%04u-%02u,", 2018 + chance_below(state, 2), 1 + chance_below(state, 12));
        if (chance_below(state, 5) > 0)
            fprintf(out, "%lld", (long long)(chance_bits(state) >> 14) - 500000000000000LL);
        fputs(chance_below(state, 3) ? ",yes," : ",no,", out);
        if (chance_below(state, 5) > 0)
            fprintf(out, "%u", chance_below(state, 30));
        putc('\n', out);
    }
}

const char *random_table_mix(void)
{
    return "UPDATE people SET mixed = 'about ' || mixed WHERE dj_row % 11 = 0;"
           "UPDATE people SET mixed = mixed + 0.25 WHERE dj_row % 7 = 0 AND typeof(mixed) = "
           "'integer';"
           "UPDATE people SET mixed = 'NaN' WHERE dj_row % 23 = 0;"
           "UPDATE people SET office = '' WHERE dj_row % 31 = 0;";
}
