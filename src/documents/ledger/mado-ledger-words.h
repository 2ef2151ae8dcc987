/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-date.h"
#include "mado-entity.h"
#include "mado-manuscript.h"

G_BEGIN_DECLS

/* What the forms of the hand-over ledger share. */

/* Who hands in a form, to whom, and by which number. */
typedef struct {
  const char *number;
  MadoDate day;
  const char *to;       /* "新宿区 健康部 健康づくり課 御中" */
  const char *from;     /* lines of who makes it */
  const char *contract; /* 委託契約 */
} MadoLedgerHeading;

void mado_ledger_add_heading (MadoManuscript *manuscript, const MadoLedgerHeading *heading, const char *title);
char *mado_ledger_write_instant (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
char *mado_ledger_write_day (const char *iso) G_GNUC_WARN_UNUSED_RESULT;
char *mado_ledger_write_quantity (yyjson_val *body, yyjson_val *said) G_GNUC_WARN_UNUSED_RESULT;
char *mado_ledger_write_place (yyjson_val *entry) G_GNUC_WARN_UNUSED_RESULT;
const char *mado_ledger_get_kind_words (const char *kind);
const char *mado_ledger_get_step_words (const char *step);
const char *mado_ledger_find_person (const GPtrArray *people, const char *id);
char *mado_ledger_dup_signer (const GPtrArray *people, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
