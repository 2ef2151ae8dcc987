/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The records of the 全銀 transfer file: which fields stand where, and what may stand in them. The reader, the
 * writer, the checks and the JSON form all go by these tables. */

#define MADO_ZENGIN_RECORD_SIZE 120
#define MADO_ZENGIN_MAX_AMOUNT G_GINT64_CONSTANT (9999999999) /* yen of one payment */

/* What the records say, in half-width UTF-8. A text that is NULL is written as the field's preset, "" as spaces. */
typedef struct {
  const char *data_kind;
  const char *type_code; /* 21 transfers; 11, 12 salaries, bonuses; 71, 72 those of public servants */
  const char *code_kind;
  const char *consignor_code;
  const char *consignor_name;
  const char *date_mmdd;
  const char *from_bank;
  const char *from_bank_name;
  const char *from_branch;
  const char *from_branch_name;
  const char *from_acct_type;
  const char *from_acct_no;
  const char *dummy;
} MadoZenginHeader;

typedef struct {
  const char *data_kind;
  const char *bank;
  const char *bank_name;
  const char *branch;
  const char *branch_name;
  const char *clearing_house;
  const char *acct_type;
  const char *acct_no;
  const char *payee_name;
  gint64 amount; /* yen */
  const char *new_code;
  const char *cust1; /* in transfers */
  const char *cust2;
  const char *method;
  const char *ident;     /* "Y": edi stands in the place of cust1 and cust2 */
  const char *edi;       /* in transfers with that mark; NULL: cust1 and cust2 hold its halves */
  const char *emp_no;    /* in salaries */
  const char *dept_code; /* in salaries */
  const char *dummy;
} MadoZenginPayment;

typedef struct {
  const char *data_kind;
  gint64 count;
  gint64 total; /* yen */
  const char *dummy;
} MadoZenginTrailer;

typedef struct {
  const char *data_kind;
  const char *dummy;
} MadoZenginEnd;

typedef enum {
  MADO_ZENGIN_TEXT,            /* C: left-aligned, filled with spaces */
  MADO_ZENGIN_DIGITS,          /* N: right-aligned, filled with zeros */
  MADO_ZENGIN_DIGITS_OR_BLANK, /* N that a bank accepts as spaces */
  MADO_ZENGIN_NUMBER,          /* N that is reckoned with: its member is a gint64 */
  MADO_ZENGIN_HALF,            /* half of a text that a later field covers, shown but not judged */
} MadoZenginForm;

typedef enum {
  MADO_ZENGIN_ANY,
  MADO_ZENGIN_ONE_OF,        /* blank or one of the values */
  MADO_ZENGIN_NOT_ZERO,      /* some digit is not zero */
  MADO_ZENGIN_DAY,           /* a month and a day that some year has */
  MADO_ZENGIN_NAME,          /* present and left-aligned */
  MADO_ZENGIN_NAME_OR_BLANK, /* left-aligned */
} MadoZenginRule;

typedef struct {
  const char *name;
  guint8 from; /* byte of the record, from 1 */
  guint8 length;
  MadoZenginForm form;
  MadoZenginRule rule;
  const char *code;   /* (nullable): the finding where the rule is broken or a number does not fit */
  const char *values; /* (nullable): for MADO_ZENGIN_ONE_OF, each as long as the field, a space between */
  const char *preset; /* (nullable): what the writer puts where nothing is said */
  gsize member;       /* where the struct of its record keeps it */
} MadoZenginField;

typedef struct {
  const MadoZenginField *fields;
  guint n_fields;
} MadoZenginLayout;

const MadoZenginLayout *mado_zengin_layout_get_header (void);
const MadoZenginLayout *mado_zengin_layout_get_payment (const char *type_code, gboolean edi);
const MadoZenginLayout *mado_zengin_layout_get_trailer (void);
const MadoZenginLayout *mado_zengin_layout_get_end (void);

const MadoZenginLayout *mado_zengin_layout_of_payment (const guint8 *header, const guint8 *payment);
const MadoZenginField *mado_zengin_layout_get_field (const MadoZenginLayout *layout, const char *name);

gboolean mado_zengin_field_is_blank (const MadoZenginField *field, const guint8 *record);
char *mado_zengin_field_dup_text (const MadoZenginField *field, const guint8 *record) G_GNUC_WARN_UNUSED_RESULT;
gint64 mado_zengin_field_get_number (const MadoZenginField *field, const guint8 *record);

G_END_DECLS
