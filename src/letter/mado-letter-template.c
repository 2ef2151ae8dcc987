/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a version says is held against the programme before it is written, and again before it is approved: the
 * programme may have changed in between. */

#include "mado-letter-template.h"

#include <string.h>

#include "mado-documents-error.h"
#include "mado-json-member.h"
#include "mado-letter-wording.h"
#include "mado-programme-fault.h"

/* --- what there is ------------------------------------------------------------------------------------------------ */

/**
 * mado_letter_template_get_version:
 * @wording: a version
 *
 * Returns: its number
 */
gint64
mado_letter_template_get_version (const MadoEntity *wording)
{
  return mado_version_get_number (wording);
}

/**
 * mado_letter_template_get_text:
 * @wording: a version
 *
 * Returns: (transfer none): what it says
 */
const char *
mado_letter_template_get_text (const MadoEntity *wording)
{
  return mado_json_get_text (mado_entity_get_body (wording), "text");
}

typedef struct {
  const char *letter;
  GPtrArray *found;
} Looking;

static gboolean
take (gpointer user_data, MadoEntity *entity, G_GNUC_UNUSED GError **error)
{
  Looking *self = user_data;

  if (self->letter == NULL || strcmp (mado_json_get_text (mado_entity_get_body (entity), "letter"), self->letter) == 0)
    g_ptr_array_add (self->found, mado_entity_ref (entity));

  return TRUE;
}

static gboolean
look (MadoDatabase *database, gpointer request, GError **error)
{
  return mado_desk_visit (database, mado_letter_wording_kind.name, NULL, take, request, error);
}

/**
 * mado_letter_templates_load:
 * @clerk: who looks
 * @letter: (nullable): of the programme; %NULL: of all its letters
 * @error: why nobody can say
 *
 * Returns: (transfer full) (nullable) (element-type MadoEntity): its versions, the last first
 */
GPtrArray *
mado_letter_templates_load (const MadoDeskClerk *clerk, const char *letter, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) mado_entity_unref);
  Looking looking = { letter, found };

  if (!mado_desk_clerk_read (clerk, look, &looking, error))
    return NULL;
  mado_versions_sort (found);

  return g_steal_pointer (&found);
}

/**
 * mado_letter_templates_find_current:
 * @templates: (element-type MadoEntity): versions of a letter, the last first
 *
 * Returns: (transfer none) (nullable): the last that was approved; %NULL: letters say what the programme's book says
 */
const MadoEntity *
mado_letter_templates_find_current (const GPtrArray *templates)
{
  return mado_versions_find_current (templates);
}

/**
 * mado_letter_templates_find:
 * @templates: (element-type MadoEntity): versions of a letter
 * @version: a number
 *
 * Returns: (transfer none) (nullable): that version
 */
const MadoEntity *
mado_letter_templates_find (const GPtrArray *templates, gint64 version)
{
  return mado_versions_find (templates, version);
}

/**
 * mado_letter_templates_find_of_run:
 * @templates: (element-type MadoEntity): versions of a letter
 * @run: a run of that letter
 *
 * Returns: (transfer none) (nullable): the version that the run was made with, which may be another than that of today
 */
const MadoEntity *
mado_letter_templates_find_of_run (const GPtrArray *templates, const MadoEntity *run)
{
  MadoId id = mado_json_get_id (mado_entity_get_body (run), "wording");

  for (guint i = 0; mado_id_is_valid (id) && i < templates->len; i++)
    if (mado_id_compare (mado_entity_get_id (g_ptr_array_index (templates, i)), id) == 0)
      return g_ptr_array_index (templates, i);

  return NULL;
}

/* --- what is done ------------------------------------------------------------------------------------------------- */

/**
 * mado_letter_template_check:
 * @clerk: who asks
 * @letter: of the programme
 * @text: what it would say
 * @faults: (element-type MadoProgrammeFault): takes everything that is wrong with it, with its place
 * @error: that the programme has no book
 *
 * Returns: whether there is nothing wrong; where @error is not set, the faults say what is
 */
gboolean
mado_letter_template_check (
    const MadoDeskClerk *clerk, const char *letter, const char *text, GPtrArray *faults, GError **error)
{
  g_autoptr (MadoLetterSource) source = mado_letter_source_load (clerk->programme, error);
  g_autoptr (MadoLetterBook) book = source != NULL ? mado_letter_source_read (source, letter, text, faults) : NULL;

  return book != NULL;
}

static gboolean
need_whole (const MadoDeskClerk *clerk, const char *letter, const char *text, GError **error)
{
  g_autoptr (GPtrArray) faults = mado_programme_faults_new ();
  GError *reason = NULL;

  if (mado_letter_template_check (clerk, letter, text, faults, &reason))
    return TRUE;
  if (reason != NULL)
    g_propagate_error (error, reason);
  else
    g_set_error (error, MADO_DOCUMENTS_ERROR, MADO_DOCUMENTS_ERROR_REFUSED, "line %u, column %u: %s: %s",
                 mado_programme_faults_get (faults, 0)->line, mado_programme_faults_get (faults, 0)->column,
                 mado_programme_faults_get (faults, 0)->code, mado_programme_faults_get (faults, 0)->message);

  return FALSE;
}

/**
 * mado_letter_template_write:
 * @clerk: who writes it
 * @letter: of the programme
 * @text: what it says
 * @out_version: (out): its number
 * @out_refused: (out) (nullable): the code with which the work refused it
 * @error: what is wrong with it, or why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_letter_template_write (const MadoDeskClerk *clerk,
                            const char *letter,
                            const char *text,
                            gint64 *out_version,
                            const char **out_refused,
                            GError **error)
{
  g_autoptr (GPtrArray) templates = mado_letter_templates_load (clerk, letter, error);
  yyjson_mut_doc *doc;
  yyjson_mut_val *body;
  gboolean is_known;

  if (templates == NULL || !need_whole (clerk, letter, text, error))
    return FALSE;
  *out_version = templates->len > 0 ? mado_letter_template_get_version (g_ptr_array_index (templates, 0)) + 1 : 1;
  doc = yyjson_mut_doc_new (NULL);
  body = yyjson_mut_obj (doc);
  yyjson_mut_obj_add_strcpy (doc, body, "letter", letter);
  yyjson_mut_obj_add_sint (doc, body, "version", *out_version);
  yyjson_mut_obj_add_strcpy (doc, body, "text", text);
  is_known = mado_desk_clerk_save_or_tell (
      clerk, &(const MadoDeskWish) { .kind = "wording.write", .entity = mado_id_draw (), .body = body }, out_refused,
      error);
  yyjson_mut_doc_free (doc);

  return is_known;
}

static gboolean
act (const MadoDeskClerk *clerk,
     const MadoEntity *wording,
     const char *kind,
     const char *reason,
     const char **out_refused,
     GError **error)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *body = yyjson_mut_obj (doc);
  const MadoDeskWish wish = { kind, mado_entity_get_id (wording), mado_entity_get_version (wording), body, FALSE };
  gboolean is_known;

  if (reason != NULL)
    yyjson_mut_obj_add_strcpy (doc, body, "reason", reason);
  is_known = mado_desk_clerk_save_or_tell (clerk, &wish, out_refused, error);
  yyjson_mut_doc_free (doc);

  return is_known;
}

/**
 * mado_letter_template_approve:
 * @clerk: who has read it; somebody else than who wrote it
 * @wording: a version
 * @out_refused: (out) (nullable): the code with which the work refused it
 * @error: what is wrong with it by now, or why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_letter_template_approve (const MadoDeskClerk *clerk,
                              const MadoEntity *wording,
                              const char **out_refused,
                              GError **error)
{
  const char *letter = mado_json_get_text (mado_entity_get_body (wording), "letter");

  return need_whole (clerk, letter, mado_letter_template_get_text (wording), error) &&
         act (clerk, wording, "wording.approve", NULL, out_refused, error);
}

/**
 * mado_letter_template_retire:
 * @clerk: who does not want it any more
 * @wording: a version
 * @reason: why
 * @out_refused: (out) (nullable): the code with which the work refused it
 * @error: why it could not be written
 *
 * Returns: whether that is known
 */
gboolean
mado_letter_template_retire (
    const MadoDeskClerk *clerk, const MadoEntity *wording, const char *reason, const char **out_refused, GError **error)
{
  return act (clerk, wording, "wording.retire", reason, out_refused, error);
}
