/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is left of a value under a mask. To mask what is masked changes nothing. */

#include "mado-mask.h"

#include <string.h>

#include "mado-json-member.h"

#define LEFT_AT_END 2 /* characters of a number or a text that stay */
#define MIN_HIDDEN 3  /* characters that a mask has to hide, or it hides all */

/* One star for each character but those from @first on, of @n_left. */
static char *
mask_text (const char *text, glong first, glong n_left)
{
  GString *masked = g_string_new (NULL);
  glong n_characters = g_utf8_strlen (text, -1);
  glong index = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at), index++) {
    if (n_characters >= n_left + MIN_HIDDEN && index >= first && index < first + n_left)
      g_string_append_unichar (masked, g_utf8_get_char (at));
    else
      g_string_append_c (masked, '*');
  }

  return g_string_free_and_steal (masked);
}

static void
add_text (yyjson_mut_doc *doc, yyjson_mut_val *masked, const char *name, yyjson_val *value)
{
  const char *text = yyjson_get_str (value);

  if (text == NULL)
    return;

  g_autofree char *rest = mask_text (text, g_utf8_strlen (text, -1) - LEFT_AT_END, LEFT_AT_END);

  yyjson_mut_obj_add_strcpy (doc, masked, name, rest);
}

/* Bank and branch say little; the holder's first character helps to see that it is the right account. */
static void
mask_account (yyjson_mut_doc *doc, yyjson_mut_val *masked, yyjson_val *value)
{
  const char *holder = mado_json_get_text (value, "holder");
  static const char *const open[] = { "bank", "branch" };

  for (gsize i = 0; i < G_N_ELEMENTS (open); i++)
    if (yyjson_is_str (yyjson_obj_get (value, open[i])))
      yyjson_mut_obj_add_strcpy (doc, masked, open[i], mado_json_get_text (value, open[i]));
  add_text (doc, masked, "number", yyjson_obj_get (value, "number"));
  if (holder[0] != '\0') {
    g_autofree char *rest = mask_text (holder, 0, 1);

    yyjson_mut_obj_add_strcpy (doc, masked, "holder", rest);
  }
}

static void
mask_name (yyjson_mut_doc *doc, yyjson_mut_val *masked, yyjson_val *value)
{
  add_text (doc, masked, "kanji", yyjson_obj_get (value, "kanji"));
  add_text (doc, masked, "kana", yyjson_obj_get (value, "kana"));
}

static void
mask_line (yyjson_mut_doc *doc, yyjson_mut_val *masked, yyjson_val *value)
{
  add_text (doc, masked, "text", yyjson_is_obj (value) ? yyjson_obj_get (value, "text") : value);
}

/* A part of a number, a date or a choice would be another one: of the types that are not here nothing is left. */
static const struct {
  const char *type;
  void (*mask) (yyjson_mut_doc *doc, yyjson_mut_val *masked, yyjson_val *value);
} types[] = {
  { "account", mask_account }, { "address", mask_line }, { "code", mask_line },   { "email", mask_line },
  { "name", mask_name },       { "phone", mask_line },   { "postal", mask_line }, { "text", mask_line },
};

/**
 * mado_mask_value:
 * @item: an item
 * @value: a value of it
 * @doc: where the masked value is made
 *
 * Returns: (transfer none) (nullable): what is left of it; %NULL: nothing
 */
yyjson_mut_val *
mado_mask_value (const MadoItem *item, yyjson_val *value, yyjson_mut_doc *doc)
{
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (strcmp (types[i].type, item->type) == 0) {
      yyjson_mut_val *masked = yyjson_mut_obj (doc);

      types[i].mask (doc, masked, value);
      if (yyjson_mut_obj_size (masked) == 0)
        return NULL;
      yyjson_mut_obj_add_bool (doc, masked, "masked", TRUE);
      return masked;
    }

  return NULL;
}
