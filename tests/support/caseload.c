/*
 * Benchmark data: N rows × 20 columns shaped like a monthly caseload extract, the same bytes
 * for the same N and seed everywhere. Ids with leading zeros, categories, dates, amounts,
 * postal codes, nearly unique notes, empties. Nothing in it is real.
 */
#include "tests/support/caseload.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>

struct words {
    const char *const *list;
    size_t count;
};

#define WORDS(...)                                                                                 \
    {                                                                                              \
        (const char *const[]){__VA_ARGS__},                                                        \
            sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)                      \
    }

static const struct words offices = WORDS("Cambridge", "Kitchener", "Waterloo", "Elmira",
                                          "New Hamburg", "Ayr", "St. Jacobs", "Wellesley");
static const struct words case_types =
    WORDS("single", "couple", "single parent", "couple with children");
static const struct words educations = WORDS("grade 9 or less", "some high school", "high school",
                                             "college", "university", "trade certificate");
static const struct words housings =
    WORDS("renting", "rooming house", "shelter", "own home", "with family", "couch", "subsidised");
static const struct words referrals =
    WORDS("self", "shelter", "school", "hospital", "court", "family doctor", "another office");
static const struct words subjects =
    WORDS("client", "partner", "landlord", "worker", "school", "employer", "clinic", "agency");
static const struct words verbs = WORDS("called about", "brought in", "asked for", "sent", "missed",
                                        "confirmed", "changed", "is waiting for");
static const struct words objects = WORDS("the lease", "pay stubs", "a letter", "the interview",
                                          "a bus pass", "the form", "bank papers", "child care");

/* splitmix64: small, and the same everywhere. */
static uint64_t next_bits(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned limit)
{
    return (unsigned)((next_bits(state) >> 32) % limit);
}

static const char *pick(uint64_t *state, const struct words *words)
{
    /* the first ones more often, as in life */
    unsigned a = below(state, (unsigned)words->count);
    unsigned b = below(state, (unsigned)words->count);
    return words->list[a < b ? a : b];
}

static void put_date(FILE *out, uint64_t *state, unsigned year)
{
    fprintf(out, "%04u-%02u-%02u,", year + below(state, 4), 1 + below(state, 12),
            1 + below(state, 28));
}

static void put_money(FILE *out, uint64_t *state, unsigned limit, unsigned empty_of_ten)
{
    unsigned cents = below(state, limit);
    if (below(state, 10) >= empty_of_ten) {
        fprintf(out, "%u.%02u", cents / 100, cents % 100);
    }
    putc(',', out);
}

static void put_postcode(FILE *out, uint64_t *state)
{
    static const char letters[] = "ABCEGHJKLMNPRSTVXY";
    fprintf(out, "N%u%c %u%c%u,", 1 + below(state, 3), letters[below(state, 18)], below(state, 10),
            letters[below(state, 18)], below(state, 10));
}

static void put_note(FILE *out, uint64_t *state, uint64_t row)
{
    if (below(state, 10) < 3) {
        return;
    }
    const char *quote = below(state, 8) == 0 ? "\"" : "";
    fprintf(out, "%s%s %s %s%s ref %" PRIu64 "%s", quote, pick(state, &subjects),
            pick(state, &verbs), pick(state, &objects), *quote ? ", see file," : "",
            row * 7919 % 1000003, quote);
}

static void put_row(FILE *out, uint64_t *state, uint64_t row)
{
    unsigned month = below(state, 24);
    unsigned children = below(state, 10) < 6 ? 0 : 1 + below(state, 4);
    fprintf(out, "%08" PRIu64 ",%" PRIu64 ",", row * 37 % 90000000, 100000 + row / 12);
    fprintf(out, "%04u-%02u,", 2018 + month / 12, 1 + month % 12);
    fprintf(out, "%s,%s,", pick(state, &offices), pick(state, &case_types));
    fprintf(out, "%u,%c,%u,", 18 + below(state, 48), below(state, 2) ? 'F' : 'M', children);
    fprintf(out, "%s,%s,", pick(state, &educations), pick(state, &housings));
    fprintf(out, "%u,", below(state, 215));
    put_money(out, state, 250000, 6);
    put_money(out, state, 180000, 0);
    put_date(out, state, 2014);
    if (below(state, 4)) {
        put_date(out, state, 2018);
    } else {
        putc(',', out);
    }
    put_postcode(out, state);
    fprintf(out, "%s,%s,", pick(state, &referrals), below(state, 3) ? "yes" : "no");
    fprintf(out, "%04u-%02u-%02u %02u:%02u:%02u,", 2018 + below(state, 2), 1 + below(state, 12),
            1 + below(state, 28), below(state, 24), below(state, 60), below(state, 60));
    put_note(out, state, row);
    putc('\n', out);
}

bool caseload_write(FILE *out, uint64_t rows, uint64_t seed)
{
    uint64_t state = seed;
    fputs("case_id,client,month,office,case_type,age,sex,children,education,housing,months,"
          "earnings,benefit,start_date,review_date,postal_code,referral,participates,updated,"
          "note\n",
          out);
    for (uint64_t row = 1; row <= rows; row++)
        put_row(out, &state, row);
    return fflush(out) == 0 && !ferror(out);
}
