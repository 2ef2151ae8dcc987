/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-wish.h"

G_BEGIN_DECLS

/* An account as somebody has typed it, brought into the one form in which it is compared and stored: two people who
 * typed the same must not differ by width, small kana or spaces. */

typedef enum {
  MADO_ACCOUNT_BANK,
  MADO_ACCOUNT_BRANCH,
  MADO_ACCOUNT_KIND,
  MADO_ACCOUNT_NUMBER,
  MADO_ACCOUNT_HOLDER,
  MADO_ACCOUNT_RELATION,
} MadoAccountField;

#define MADO_ACCOUNT_N_FIELDS (MADO_ACCOUNT_RELATION + 1)

typedef struct {
  char *parts[MADO_ACCOUNT_N_FIELDS];
  char *date;                                /* (nullable): from when the account is */
  gboolean is_earlier;                       /* it was told in an earlier year, not with this application */
  const char *faults[MADO_ACCOUNT_N_FIELDS]; /* (nullable): what is wrong and what to do; not yet translated */
} MadoAccountEntry;

const char *mado_account_field_get_name (MadoAccountField field);
const char *mado_account_field_get_label (MadoAccountField field);

MadoAccountEntry *mado_account_entry_new (const char *const typed[MADO_ACCOUNT_N_FIELDS]) G_GNUC_WARN_UNUSED_RESULT;
MadoAccountEntry *mado_account_entry_read (yyjson_val *value) G_GNUC_WARN_UNUSED_RESULT;
void mado_account_entry_free (MadoAccountEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoAccountEntry, mado_account_entry_free)

gboolean mado_account_entry_is_good (const MadoAccountEntry *self);
void mado_account_entry_write (const MadoAccountEntry *self, MadoWish *wish, const char *member);
gboolean mado_account_take_yucho (const char *kigo, const char *bango, char **out_branch, char **out_number);

G_END_DECLS
