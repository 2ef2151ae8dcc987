/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"
#include "mado-finding.h"

G_BEGIN_DECLS

/* 支給実績: a table of payments of earlier programmes or years, shown row by row before it is recorded. */

typedef enum {
  MADO_EARLIER_NEW,     /* is recorded */
  MADO_EARLIER_KNOWN,   /* was recorded before: nothing is done */
  MADO_EARLIER_REFUSED, /* is not recorded: its code says why */
  MADO_EARLIER_N_STATES,
} MadoEarlierState;

typedef struct {
  guint64 record;
  MadoEarlierState state;
  const char *code; /* (nullable) */
  GPtrArray *key;   /* (element-type utf8): the parts of what the right claims */
  char day[MADO_DATE_ISO_SIZE];
  gint64 amount; /* yen */
  char *programme;
  char *receipt; /* (nullable): of a case here that wants the same right, which then waits */
} MadoEarlierRow;

/* Headings beside the names of the items that the right hangs on. */
#define MADO_EARLIER_DAY_HEADING "支給日"
#define MADO_EARLIER_AMOUNT_HEADING "支給額"
#define MADO_EARLIER_PROGRAMME_HEADING "事業名"

/* Of a row. */
#define MADO_EARLIER_AMOUNT "E_AMOUNT"                 /* no whole number of yen above zero */
#define MADO_EARLIER_DAY "E_EARLIER_DAY"               /* no date, or one that is yet to come */
#define MADO_EARLIER_KEY "E_EARLIER_KEY"               /* the number is missing, or no such number */
#define MADO_EARLIER_TWICE "E_EARLIER_TWICE"           /* the same right stands in the file twice */
#define MADO_EARLIER_OTHER "E_EARLIER_OTHER"           /* recorded before, with another day or amount */
#define MADO_EARLIER_ON_ITS_WAY "E_EARLIER_ON_ITS_WAY" /* here a payment for it is ordered */
#define MADO_EARLIER_PAID_HERE "E_EARLIER_PAID_HERE"   /* here it was paid, too */

typedef struct {
  const MadoDeskClerk *clerk;
  const MadoRight *right;
  MadoFindings *findings; /* of the table as a whole; with errors nothing of it is recorded */
  GPtrArray *rows;        /* (element-type MadoEarlierRow) */
  char *file;             /* SHA-256 of the table */
} MadoEarlierList;

MadoEarlierList *mado_earlier_list_read (const MadoDeskClerk *clerk,
                                         const char *right,
                                         const char *programme,
                                         GBytes *bytes,
                                         GHashTable *headings,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_earlier_list_free (MadoEarlierList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoEarlierList, mado_earlier_list_free)

guint mado_earlier_list_count (const MadoEarlierList *self, MadoEarlierState state);
gint64 mado_earlier_list_sum (const MadoEarlierList *self, MadoEarlierState state);
gboolean mado_earlier_list_is_good (const MadoEarlierList *self);
gboolean mado_earlier_list_record (MadoEarlierList *self, GError **error);

G_END_DECLS
