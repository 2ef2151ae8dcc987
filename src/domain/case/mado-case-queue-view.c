/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What somebody learns of a case by the work lists in which it stands. */

#include "mado-case-queue-view.h"

static gboolean
works_on (const MadoView *view, const MadoQueue *queue)
{
  return mado_policy_has_role (view->person, queue->roles);
}

/**
 * mado_case_show_queues:
 * @view: somebody who looks
 * @value: the work lists in which a case stands
 * @owner: the body of the case
 *
 * Nobody learns from the work lists of others what a case is like.
 *
 * Returns: (transfer none): those that are the person's own
 */
yyjson_mut_val *
mado_case_show_queues (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  yyjson_mut_val *shown = yyjson_mut_arr (view->doc);
  yyjson_arr_iter iter = yyjson_arr_iter_with (value);

  for (yyjson_val *id = yyjson_arr_iter_next (&iter); id != NULL; id = yyjson_arr_iter_next (&iter)) {
    const MadoQueue *queue =
        yyjson_is_str (id) ? mado_section_find (view->programme->queues, yyjson_get_str (id)) : NULL;

    if (queue != NULL && works_on (view, queue))
      yyjson_mut_arr_add_str (view->doc, shown, queue->id);
  }

  return shown;
}

static gboolean
is_in_own_queue (const MadoView *view, const char *id)
{
  for (guint i = 0; i < mado_section_get_count (view->programme->queues); i++) {
    const MadoQueue *queue = mado_section_get (view->programme->queues, i);

    if (works_on (view, queue) && (mado_names_contain (queue->columns, id) || mado_names_contain (queue->order, id)))
      return TRUE;
  }

  return FALSE;
}

static yyjson_mut_val *
show_computed_one (const MadoView *view, gconstpointer computed, yyjson_val *value)
{
  if (!is_in_own_queue (view, ((const MadoComputed *) computed)->id) || yyjson_is_ctn (value))
    return NULL;

  return yyjson_val_mut_copy (view->doc, value);
}

/**
 * mado_case_show_computed:
 * @view: somebody who looks
 * @value: what was computed of a case
 * @owner: the body of the case
 *
 * Returns: (transfer none): what the person's own work lists show, or are sorted by
 */
yyjson_mut_val *
mado_case_show_computed (const MadoView *view, yyjson_val *value, G_GNUC_UNUSED yyjson_val *owner)
{
  return mado_view_show_map (view, view->programme->computed, value, show_computed_one);
}
