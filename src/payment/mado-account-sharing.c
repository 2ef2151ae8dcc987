/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Two cases of one person may have one account: whoever has the same name on them is one person here. */

#include "mado-account-sharing.h"

#include <string.h>

#include "mado-fold.h"
#include "mado-json-member.h"

typedef struct {
  MadoId id;
  char *name; /* folded */
  char *receipt;
  GArray *known; /* MadoId: of these nobody has to be asked */
} Owner;

struct _MadoAccountSharing {
  const MadoItem *account; /* (nullable): the programme pays to none */
  const MadoItem *name;    /* (nullable) */
  GHashTable *owners;      /* text of an account → GPtrArray of Owner */
};

static void
free_owner (gpointer data)
{
  Owner *self = data;

  g_free (self->name);
  g_free (self->receipt);
  g_array_unref (self->known);
  g_free (self);
}

static const MadoItem *
find_item (const MadoProgramme *programme, const char *type)
{
  for (guint i = 0; i < mado_section_get_count (programme->items); i++) {
    const MadoItem *item = mado_section_get (programme->items, i);

    if (!item->is_of_list && strcmp (item->type, type) == 0)
      return item;
  }

  return NULL;
}

/**
 * mado_account_sharing_new:
 * @programme: a programme; must outlive it
 *
 * Returns: (transfer full): nobody's accounts yet
 */
MadoAccountSharing *
mado_account_sharing_new (const MadoProgramme *programme)
{
  MadoAccountSharing *self = g_new0 (MadoAccountSharing, 1);

  self->account = find_item (programme, "account");
  self->name = find_item (programme, "name");
  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

/**
 * mado_account_sharing_free:
 * @self: (transfer full): accounts
 */
void
mado_account_sharing_free (MadoAccountSharing *self)
{
  g_hash_table_unref (self->owners);
  g_free (self);
}

/* --- one case ----------------------------------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): by what an account is known; %NULL: there is none, or not all of it is shown */
static char *
write_key (const MadoAccountSharing *self, yyjson_val *items)
{
  yyjson_val *account = self->account != NULL ? yyjson_obj_get (items, self->account->id) : NULL;
  const char *number = mado_json_get_text (account, "number");

  if (number[0] == '\0' || mado_json_get_flag (account, "masked"))
    return NULL;

  return g_strjoin ("-", mado_json_get_text (account, "bank"), mado_json_get_text (account, "branch"),
                    mado_json_get_text (account, "kind"), number, NULL);
}

static char *
fold_name (const MadoAccountSharing *self, yyjson_val *items)
{
  yyjson_val *name = self->name != NULL ? yyjson_obj_get (items, self->name->id) : NULL;

  return mado_fold_name (mado_json_get_text (name, "kanji"), MADO_FOLD_STRICT);
}

static void
add_known (GArray *known, MadoId id)
{
  if (mado_id_is_valid (id))
    g_array_append_val (known, id);
}

/* Somebody has told them apart, or they are applications for one payment, of which there is one alone. */
static GArray *
list_known (yyjson_val *body)
{
  yyjson_arr_iter apart = yyjson_arr_iter_with (yyjson_obj_get (body, "apart"));
  yyjson_arr_iter attached = yyjson_arr_iter_with (yyjson_obj_get (body, "attached"));
  GArray *known = g_array_new (FALSE, FALSE, sizeof (MadoId));

  for (yyjson_val *one = yyjson_arr_iter_next (&apart); one != NULL; one = yyjson_arr_iter_next (&apart))
    add_known (known, mado_json_get_id (one, "other"));
  for (yyjson_val *one = yyjson_arr_iter_next (&attached); one != NULL; one = yyjson_arr_iter_next (&attached))
    if (yyjson_is_str (one))
      add_known (known, mado_id_from_text (yyjson_get_str (one)));
  add_known (known, mado_json_get_id (body, "attached_to"));

  return known;
}

static Owner *
create_owner (const MadoAccountSharing *self, const MadoEntity *entity)
{
  yyjson_val *body = mado_entity_get_body (entity);
  Owner *owner = g_new0 (Owner, 1);

  *owner = (Owner) { mado_entity_get_id (entity), fold_name (self, yyjson_obj_get (body, "items")),
                     g_strdup (mado_json_get_text (body, "receipt")), list_known (body) };

  return owner;
}

/**
 * mado_account_sharing_add:
 * @self: accounts
 * @entity: a case
 */
void
mado_account_sharing_add (MadoAccountSharing *self, const MadoEntity *entity)
{
  char *key = write_key (self, yyjson_obj_get (mado_entity_get_body (entity), "items"));
  GPtrArray *owners;

  if (key == NULL)
    return;
  owners = g_hash_table_lookup (self->owners, key);
  if (owners == NULL) {
    owners = g_ptr_array_new_with_free_func (free_owner);
    g_hash_table_insert (self->owners, key, owners);
  } else {
    g_free (key);
  }
  g_ptr_array_add (owners, create_owner (self, entity));
}

/* --- whose it is, too --------------------------------------------------------------------------------------------- */

static gboolean
knows (const Owner *self, MadoId other)
{
  for (guint i = 0; i < self->known->len; i++)
    if (mado_id_compare (g_array_index (self->known, MadoId, i), other) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
is_settled (const Owner *self, const Owner *other)
{
  return strcmp (self->name, other->name) == 0 || knows (self, other->id) || knows (other, self->id);
}

/**
 * mado_account_sharing_find:
 * @self: all accounts
 * @entity: a case
 * @out_other: (out): another case with its account
 *
 * Returns: (transfer none) (nullable): the receipt number of that other case, of which nobody has said that it is
 *   another person's; %NULL: there is none
 */
const char *
mado_account_sharing_find (const MadoAccountSharing *self, const MadoEntity *entity, MadoId *out_other)
{
  g_autofree char *key = write_key (self, yyjson_obj_get (mado_entity_get_body (entity), "items"));
  const GPtrArray *owners = key != NULL ? g_hash_table_lookup (self->owners, key) : NULL;
  Owner *own;
  const Owner *found = NULL;

  if (owners == NULL || owners->len < 2)
    return NULL;
  own = create_owner (self, entity);
  for (guint i = 0; found == NULL && i < owners->len; i++)
    if (!is_settled (own, g_ptr_array_index (owners, i)))
      found = g_ptr_array_index (owners, i);
  free_owner (own);
  if (found == NULL)
    return NULL;
  *out_other = found->id;

  return found->receipt;
}
