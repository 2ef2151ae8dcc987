/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a case now: the same for a key, a button, the menu and the palette. */

#include "mado-case-rights.h"

#include <string.h>

#include "mado-correction-dialog.h"
#include "mado-paper-cover.h"

static gboolean
may_accept (const MadoCaseStanding *self)
{
  if (self->sheet == NULL)
    return FALSE;
  if (self->is_typed_in)
    return TRUE;

  return mado_case_work_find_move (self->sheet->work, MADO_CASE_MOVE_ACCEPT) != NULL &&
         mado_case_work_count_stops (self->sheet->work) == 0 && mado_case_work_count_unseen (self->sheet->work) == 0 &&
         self->sheet->n_conflicts == 0;
}

static gboolean
may_return (const MadoCaseStanding *self)
{
  return self->sheet != NULL && mado_case_work_find_move (self->sheet->work, MADO_CASE_MOVE_RETURN) != NULL;
}

static gboolean
may_comment (const MadoCaseStanding *self)
{
  return self->sheet != NULL && self->sheet->work->note != NULL;
}

static gboolean
may_look (const MadoCaseStanding *self)
{
  return self->sheet != NULL && (self->sheet->work->looks->len > 0 || self->is_typed_in);
}

static gboolean
may_settle (const MadoCaseStanding *self)
{
  return self->sheet != NULL && !self->looks_on && self->sheet->work->conflicts->len > 0;
}

static gboolean
may_correct (const MadoCaseStanding *self)
{
  return self->sheet != NULL && !self->looks_on && mado_correction_is_possible (self->session, self->sheet);
}

static gboolean
may_take_over (const MadoCaseStanding *self)
{
  return self->may_take_over;
}

static gboolean
may_compare (const MadoCaseStanding *self)
{
  return self->sheet != NULL && self->has_differences;
}

static gboolean
has_alert (const MadoCaseStanding *self)
{
  return self->sheet != NULL && self->sheet->work->banners->len > 0;
}

static gboolean
may_answer_asked (const MadoCaseStanding *self)
{
  return self->sheet != NULL && !self->looks_on &&
         (self->sheet->work->asked.may_agree || self->sheet->work->asked.is_own);
}

static gboolean
has_twins (const MadoCaseStanding *self)
{
  return self->sheet != NULL && !self->looks_on && self->sheet->twins->twins->len > 0;
}

static gboolean
may_cover (const MadoCaseStanding *self)
{
  const MadoSection *items = mado_session_get_programme (self->session)->items;

  if (self->sheet == NULL || self->looks_on)
    return FALSE;
  for (guint i = 0; i < mado_section_get_count (items); i++)
    if (mado_paper_cover_is_possible (self->session, mado_section_get (items, i)))
      return TRUE;

  return FALSE;
}

const MadoCaseRight mado_case_rights[] = {
  { "accept", may_accept },
  { "return-case", may_return },
  { "comment", may_comment },
  { "look", may_look },
  { "settle", may_settle },
  { "correct", may_correct },
  { "cover", may_cover },
  { "take-over", may_take_over },
  { "next-difference", may_compare },
  { "previous-difference", may_compare },
  { "differences", may_compare },
  { "alert", has_alert },
  { "answer-asked", may_answer_asked },
  { "twins", has_twins },
  {},
};

/**
 * mado_case_rights_allow:
 * @standing: how a case stands
 * @action: one of them
 *
 * Returns: whether it can be done
 */
gboolean
mado_case_rights_allow (const MadoCaseStanding *standing, const char *action)
{
  for (const MadoCaseRight *right = mado_case_rights; right->action != NULL; right++)
    if (strcmp (right->action, action) == 0)
      return right->may (standing);

  g_return_val_if_reached (FALSE);
}
