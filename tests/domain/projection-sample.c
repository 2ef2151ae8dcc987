/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes entities down, projects them, and holds what came of it against what was meant to. */

#include "projection-sample.h"

#include <string.h>

#include "mado-canonical-json.h"
#include "programme-sample.h"

#define MASKED "masked"

const char *const projection_programmes[PROJECTION_N_PROGRAMMES] = { "ninpu-r7.json", "babysitter-r7.json",
                                                                     "kosodate-oen-r7.json", MASKED };

/* The items stand before what is computed of them. Of what is masked nothing may be told on the telephone. */
static char *
mask_types (const char *text)
{
  static const char *const types[] = { "name", "phone", "date", "notes", "text" };
  const char *computed = strstr (text, "\"computed\": {"), *calls = strstr (text, "\"calls\": {\n");
  g_autoptr (GString) items = g_string_new_len (text, computed - text);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *open = g_strdup_printf ("\"type\": \"%s\",", types[i]);
    g_autofree char *masked = g_strdup_printf ("%s \"mask_for\": [\"agent\"],", open);

    g_string_replace (items, open, masked, 0);
  }

  g_string_append_len (items, computed, calls - computed);

  return g_strconcat (items->str, strstr (calls, "\"retention\": {"), NULL);
}

/**
 * projection_load:
 * @name: one of projection_programmes
 *
 * Returns: (transfer full): the programme
 */
MadoProgramme *
projection_load (const char *name)
{
  if (strcmp (name, MASKED) != 0)
    return programme_sample_load (name);

  g_autofree char *text = programme_sample_load_text (projection_programmes[0]);
  g_autofree char *masked = mask_types (text);

  return programme_sample_read (masked);
}

/**
 * projection_spell:
 * @text: JSON with ' for "
 *
 * Returns: (transfer full): the same in its one spelling
 */
char *
projection_spell (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = mado_canonical_json_from_text (json, strlen (json), &error);

  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/**
 * projection_make:
 * @kind: of the entity
 * @body: its body, JSON with ' for "
 *
 * Returns: (transfer full): the seventh version of an entity
 */
MadoEntity *
projection_make (const char *kind, const char *body)
{
  g_autofree char *json =
      g_strdup_printf ("{'body':%s,'id':'" PROJECTION_ID "','kind':'%s','state':'received','version':7}", body, kind);
  g_autofree char *text = projection_spell (json);
  g_autoptr (GError) error = NULL;
  MadoEntity *entity = mado_entity_read (text, strlen (text), &error);

  g_assert_no_error (error);

  return entity;
}

/**
 * projection_project:
 * @programme: a programme
 * @entity: an entity that is about no case
 * @roles: (array zero-terminated=1): of somebody whose account is "a-099"
 *
 * Returns: (transfer full) (nullable): what the person gets; %NULL: nothing
 */
MadoEntity *
projection_project (const MadoProgramme *programme, MadoEntity *entity, const char *const *roles)
{
  MadoPerson person = { "a-099", roles };
  MadoEntity *projected = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (mado_project_for_person (programme, entity, NULL, &person, &projected, &error));
  g_assert_no_error (error);

  return projected;
}

/**
 * projection_dup_text:
 * @entity: an entity
 *
 * Returns: (transfer full): all of it
 */
char *
projection_dup_text (const MadoEntity *entity)
{
  GBytes *text = mado_entity_get_text (entity);

  return g_strndup (g_bytes_get_data (text, NULL), g_bytes_get_size (text));
}

/**
 * projection_assert:
 * @programme_name: one of projection_programmes
 * @kind: of the entity
 * @role: of whoever looks
 * @body: of the entity, JSON with ' for "
 * @expected: (nullable): the body that the person gets; %NULL: nothing at all
 */
void
projection_assert (
    const char *programme_name, const char *kind, const char *role, const char *body, const char *expected)
{
  g_autoptr (MadoProgramme) programme = projection_load (programme_name);
  g_autoptr (MadoEntity) entity = projection_make (kind, body);
  g_autoptr (MadoEntity) projected = projection_project (programme, entity, (const char *const[]) { role, NULL });

  g_test_message ("%s of %s", role, programme_name);
  if (expected == NULL) {
    g_assert_null (projected);
    return;
  }

  g_autoptr (MadoEntity) wanted = projection_make (kind, expected);
  g_autofree char *text = projection_dup_text (projected);
  g_autofree char *wanted_text = projection_dup_text (wanted);

  g_assert_cmpstr (text, ==, wanted_text);
}

/**
 * projection_assert_case:
 * @role: of whoever looks
 * @body: of a case of 000, JSON with ' for "
 * @expected: (nullable): the body that the person gets; %NULL: nothing at all
 */
void
projection_assert_case (const char *role, const char *body, const char *expected)
{
  projection_assert (projection_programmes[0], "case", role, body, expected);
}
