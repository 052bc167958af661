/* Numbers as text. Apart, since tables and axes must write the same number alike. */
#include "core/analysis/number_text.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

int number_decimals(double number, int most)
{
    double scale = 1, size = fabs(number);
    for (int decimals = 0; decimals < most; decimals++) {
        double scaled = size * scale;
        if (fabs(scaled - nearbyint(scaled)) <= 1e-9 * (1 + scaled))
            return decimals;
        scale *= 10;
    }
    return most;
}

char *number_text(double number, int decimals, char *out)
{
    char plain[NUMBER_TEXT_SIZE], whole[32];
    if (!isfinite(number) || fabs(number) >= 1e15) {
        snprintf(out, NUMBER_TEXT_SIZE, "%.6g", number);
        return out;
    }
    snprintf(plain, sizeof plain, "%.*f", decimals, fabs(number));
    bool zero = strspn(plain, "0.") == strlen(plain);
    int64_t before = 0;
    const char *at = plain;
    for (; *at >= '0' && *at <= '9'; at++)
        before = before * 10 + (*at - '0');
    text_group_digits(whole, sizeof whole, before);
    snprintf(out, NUMBER_TEXT_SIZE, "%s%s%.16s", number < 0 && !zero ? "-" : "", whole, at);
    return out;
}
