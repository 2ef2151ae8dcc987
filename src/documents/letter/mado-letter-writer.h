/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mado-entity.h"
#include "mado-finding.h"
#include "mado-letter-book.h"
#include "mado-manuscript.h"
#include "mado-policy.h"
#include "mado-town-table.h"

G_BEGIN_DECLS

/* Writes one letter of a book to one case after another. For one thread. */
typedef struct _MadoLetterWriter MadoLetterWriter;

/* What is known of a letter beside the case. */
typedef struct {
  const char *number; /* (nullable): of the document */
  MadoDate date;      /* that stands on it */
  MadoDate decided;   /* the day of the decision, which is another; none: the letter must not name it */
  const char *serial; /* (nullable): in its run */
  gboolean is_sample; /* what is not there is named in brackets instead of refused */
} MadoLetterOccasion;

/* The letter names what is not there: an item, or a fact such as "letter.number". */
#define MADO_LETTER_EMPTY "E_EMPTY"
#define MADO_LETTER_RULE "E_RULE" /* a condition could not be judged */

MadoLetterWriter *mado_letter_writer_new (const MadoLetterBook *book,
                                          const char *letter,
                                          MadoProgramme *programme,
                                          const MadoTownTable *towns,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void mado_letter_writer_free (MadoLetterWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MadoLetterWriter, mado_letter_writer_free)

MadoManuscript *mado_letter_writer_write (MadoLetterWriter *self,
                                          const MadoEntity *entity,
                                          const MadoPerson *person,
                                          const MadoLetterOccasion *occasion,
                                          MadoFindings *findings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
