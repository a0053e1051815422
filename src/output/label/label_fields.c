/* SPDX-License-Identifier: MIT */
/* A lot's facts under the names that templates call them by. */

#include "content.h"

#include <stdio.h>
#include <string.h>

/* What the symbol would say under an identifier; empty: nothing. */
static struct lot_span element(const struct content *content, const char *id, char out[160])
{
    for (size_t i = 0; i < content->count; i++) {
        if (strcmp(content->elements[i].id, id) == 0) {
            snprintf(out, CONTENT_SIZE, "%s", content->elements[i].value);
            return lot_span_of(out);
        }
    }
    return (struct lot_span){0};
}

static struct lot_span day(lot_date date, char out[160])
{
    return lot_span(out, lot_date_format(date, out));
}

static struct lot_span quantity(const struct lot_label_data *data, char out[160])
{
    size_t size = data->quantity != 0 ? lot_decimal_format(data->quantity, data->decimals, out) : 0;
    return lot_span(out, size);
}

int lot_label_fields_of(const struct lot_label_data *data, struct lot_label_fields *out,
                        struct lot_label_fault *fault)
{
    struct content content;
    int error = content_of(data, &content, fault);
    if (error < 0) {
        return error;
    }
    char(*texts)[160] = out->texts;
    const struct lot_label_field fields[LOT_LABEL_FIELDS] = {
        {"item",                 data->item                 },
        {"gtin",                 element(&content,            "01", texts[1])},
        {"name",             data->item_name                                       },
        {"lot",data->lot},
        {"best_before",                   day(data->best_before,                                                                texts[4])},
        {"expiry",day(data->expiry,texts[5])},
        {"received",               day(data->received,                                            texts[6])},
        {"best_before_gs1",                      element(&content,                                        "15", texts[7])},
        {"expiry_gs1",             element(&content,"17", texts[8])},
        {"quantity",quantity(data,texts[9])},
        {"pieces",                      element(&content,                                      "30", texts[10])},
        {"unit",                  data->unit                                       },
        {"supplier",             data->supplier                                          },
        {"content",
         {(const uint8_t *)texts[13], content_write(&content, BRACKETS_ROUND, texts[13])}                                         },
    };
    memcpy(out->fields, fields, sizeof fields);
    return 0;
}
