/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-desk-clerk.h"
#include "mado-letter-acts.h"
#include "mado-town-table.h"

G_BEGIN_DECLS

/* A letter that has come back, by the number of its document or the mark of one of its sheets, and what is known of the
 * address that it was sent to. */
typedef struct {
  MadoEntity *letter;
  MadoEntity *about;       /* (nullable): its case, where it is here */
  gboolean has_address;    /* the rest is known */
  gboolean town_is_known;  /* it is in the post's table */
  gboolean block_is_given; /* it says which house */
  gboolean is_noted;       /* the case says itself that mail came back, once that was written */
} MadoReturnedMail;

MadoReturnedMail *mado_returned_mail_find (const MadoDeskClerk *clerk,
                                           const char *scanned,
                                           const MadoTownTable *towns,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_returned_mail_free (MadoReturnedMail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoReturnedMail, mado_returned_mail_free)

const MadoTransition *mado_returned_mail_find_transition (const MadoProgramme *programme);
gboolean mado_returned_mail_take_back (const MadoDeskClerk *clerk,
                                       MadoReturnedMail *mail,
                                       const MadoLetterAct *act,
                                       const char **out_refused,
                                       GError **error);

gboolean mado_letter_is_called (const MadoEntity *letter, const char *text);
gboolean mado_letter_may_come_back (const MadoEntity *letter);

const char *const *mado_returned_mail_get_reasons (void);

G_END_DECLS
