/* SPDX-License-Identifier: MIT */
/* A lot's facts under the names that templates call them by. */

#include "content.h"

#include <stdio.h>
#include <string.h>

#define JOB_FIELDS_MOST 32u

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

static struct lot_span written(const struct content *content, char out[160])
{
    return lot_span(out, content_write(content, BRACKETS_ROUND, out));
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
    const struct lot_span nothing = {0};
    bool expires = data->expiry != LOT_DATE_NONE;
    bool dated = expires || data->best_before != LOT_DATE_NONE;
    /* clang-format off */
    const struct lot_label_field fields[LOT_LABEL_FIELDS] = {
        {"item", data->item},
        {"gtin", element(&content, "01", texts[1])},
        {"name", data->item_name},
        {"lot", data->lot},
        {"best_before", day(data->best_before, texts[4])},
        {"expiry", day(data->expiry, texts[5])},
        {"received", day(data->received, texts[6])},
        {"best_before_gs1", element(&content, "15", texts[7])},
        {"expiry_gs1", element(&content, "17", texts[8])},
        {"quantity", quantity(data, texts[9])},
        {"pieces", element(&content, "30", texts[10])},
        {"unit", data->unit},
        {"supplier", data->supplier},
        {"content", written(&content, texts[13])},
        {"plain", content.gs1 ? nothing : written(&content, texts[14])},
        {"use_by", day(expires ? data->expiry : data->best_before, texts[15])},
        {"use_by_word", expires ? LOT_LITERAL("Use by") : dated ? LOT_LITERAL("Best before") : nothing},
        {"best_before_too", expires ? day(data->best_before, texts[17]) : nothing},
    };
    /* clang-format on */
    memcpy(out->fields, fields, sizeof fields);
    return 0;
}

/* ---- a lot's label -------------------------------------------------------------------------- */

static int print_laid_out(const struct lot_label_data *data, const struct lot_label_job *job,
                          struct lot_bytes *out, struct lot_label_fault *fault)
{
    struct lot_drawing *drawing = NULL;
    int error = lot_label_compose(job->options, data, &drawing, fault);
    error = error < 0 ? error : lot_drawing_print(drawing, job->format, &job->print, out);
    lot_drawing_free(drawing);
    return error;
}

int lot_label_print(const struct lot_template *template, const struct lot_label_data *data,
                    const struct lot_label_job *job, struct lot_bytes *out,
                    struct lot_label_fault *fault)
{
    if (!template) {
        return print_laid_out(data, job, out, fault);
    }
    struct lot_label_fields lot;
    struct lot_label_field fields[LOT_LABEL_FIELDS + JOB_FIELDS_MOST];
    struct lot_label_job all = *job;
    size_t own = job->count < JOB_FIELDS_MOST ? job->count : JOB_FIELDS_MOST;
    int error = lot_label_fields_of(data, &lot, fault);
    if (error < 0) {
        return error;
    }
    if (own > 0) {
        memcpy(fields, job->fields, own * sizeof fields[0]);
    }
    memcpy(fields + own, lot.fields, sizeof lot.fields);
    all.fields = fields;
    all.count = own + LOT_LABEL_FIELDS;
    return lot_template_print(template, &all, out, fault);
}
