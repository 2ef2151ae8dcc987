/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A treap: a search tree by key and a heap by the hash of the key, so that the same keys make the same tree whatever
 * came first. A change copies the nodes on its way from the root, and shares all others. */

#include "mado-shared-map.h"

#include <string.h>

struct _MadoSharedMap {
  gatomicrefcount ref_count;
  guint32 priority;
  char *key; /* a box */
  gpointer value;
  GDestroyNotify clear;
  MadoSharedMap *left, *right;
};

static guint32
make_priority (const char *key)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (; *key != '\0'; key++)
    hash = (hash ^ (guint8) *key) * G_GUINT64_CONSTANT (0x100000001b3);
  hash ^= hash >> 33; /* the last bytes of keys are what differs, and shall reach all bits */
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);

  return (guint32) (hash >> 32);
}

/**
 * mado_shared_map_ref:
 * @self: (nullable): a map
 *
 * Returns: (transfer full) (nullable): the same
 */
MadoSharedMap *
mado_shared_map_ref (MadoSharedMap *self)
{
  if (self != NULL)
    g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

/**
 * mado_shared_map_unref:
 * @self: (nullable) (transfer full): a map
 */
void
mado_shared_map_unref (MadoSharedMap *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;
  mado_shared_map_unref (self->left);
  mado_shared_map_unref (self->right);
  g_atomic_rc_box_release (self->key);
  g_atomic_rc_box_release_full (self->value, self->clear);
  g_free (self);
}

/* Returns: (transfer full): a node with the same entry and other children, which it takes */
static MadoSharedMap *
copy_with (const MadoSharedMap *node, MadoSharedMap *left, MadoSharedMap *right)
{
  MadoSharedMap *copy = g_new (MadoSharedMap, 1);

  *copy = *node;
  g_atomic_ref_count_init (&copy->ref_count);
  g_atomic_rc_box_acquire (copy->key);
  g_atomic_rc_box_acquire (copy->value);
  copy->left = left;
  copy->right = right;

  return copy;
}

/* Splits in what is before @key and what is behind; what is at @key goes. */
static void
split (const MadoSharedMap *node, const char *key, MadoSharedMap **out_before, MadoSharedMap **out_behind)
{
  MadoSharedMap *rest = NULL;
  int order;

  if (node == NULL) {
    *out_before = *out_behind = NULL;
    return;
  }
  order = strcmp (key, node->key);
  if (order == 0) {
    *out_before = mado_shared_map_ref (node->left);
    *out_behind = mado_shared_map_ref (node->right);
  } else if (order < 0) {
    split (node->left, key, out_before, &rest);
    *out_behind = copy_with (node, rest, mado_shared_map_ref (node->right));
  } else {
    split (node->right, key, &rest, out_behind);
    *out_before = copy_with (node, mado_shared_map_ref (node->left), rest);
  }
}

static MadoSharedMap *
join (const MadoSharedMap *before, const MadoSharedMap *behind)
{
  if (before == NULL || behind == NULL)
    return mado_shared_map_ref ((MadoSharedMap *) (before != NULL ? before : behind));
  if (before->priority >= behind->priority)
    return copy_with (before, mado_shared_map_ref (before->left), join (before->right, behind));

  return copy_with (behind, join (before, behind->left), mado_shared_map_ref (behind->right));
}

static MadoSharedMap *
put (const MadoSharedMap *node, MadoSharedMap *entry)
{
  int order;

  if (node == NULL)
    return entry;
  order = strcmp (entry->key, node->key);
  if (order == 0 || node->priority < entry->priority) {
    split (node, entry->key, &entry->left, &entry->right);
    return entry;
  }
  if (order < 0)
    return copy_with (node, put (node->left, entry), mado_shared_map_ref (node->right));

  return copy_with (node, mado_shared_map_ref (node->left), put (node->right, entry));
}

/**
 * mado_shared_map_put:
 * @self: (nullable) (transfer full): a map
 * @key: a key, there or not
 * @value: (transfer full): a box
 * @clear: (nullable): clears the box
 *
 * Returns: (transfer full): the map in which the key has this value
 */
MadoSharedMap *
mado_shared_map_put (MadoSharedMap *self, const char *key, gpointer value, GDestroyNotify clear)
{
  MadoSharedMap *entry = g_new0 (MadoSharedMap, 1);
  MadoSharedMap *map;

  g_atomic_ref_count_init (&entry->ref_count);
  entry->priority = make_priority (key);
  entry->key = g_atomic_rc_box_alloc (strlen (key) + 1);
  memcpy (entry->key, key, strlen (key) + 1);
  entry->value = value;
  entry->clear = clear;
  map = put (self, entry);
  mado_shared_map_unref (self);

  return map;
}

static MadoSharedMap *
drop (const MadoSharedMap *node, const char *key)
{
  int order = strcmp (key, node->key);

  if (order == 0)
    return join (node->left, node->right);
  if (order < 0)
    return copy_with (node, drop (node->left, key), mado_shared_map_ref (node->right));

  return copy_with (node, mado_shared_map_ref (node->left), drop (node->right, key));
}

/**
 * mado_shared_map_drop:
 * @self: (nullable) (transfer full): a map
 * @key: a key, there or not
 *
 * Returns: (transfer full) (nullable): the map without it
 */
MadoSharedMap *
mado_shared_map_drop (MadoSharedMap *self, const char *key)
{
  MadoSharedMap *map;

  if (mado_shared_map_find (self, key) == NULL)
    return self;
  map = drop (self, key);
  mado_shared_map_unref (self);

  return map;
}

/**
 * mado_shared_map_find:
 * @self: (nullable): a map
 * @key: a key
 *
 * Returns: (transfer none) (nullable): its box
 */
gpointer
mado_shared_map_find (const MadoSharedMap *self, const char *key)
{
  while (self != NULL) {
    int order = strcmp (key, self->key);

    if (order == 0)
      return self->value;
    self = order < 0 ? self->left : self->right;
  }

  return NULL;
}

/**
 * mado_shared_map_find_after:
 * @self: (nullable): a map
 * @key: a key, there or not
 * @out_key: (out): the next one
 *
 * Returns: (transfer none) (nullable): the box of the first key after @key; %NULL where there is none
 */
gpointer
mado_shared_map_find_after (const MadoSharedMap *self, const char *key, const char **out_key)
{
  const MadoSharedMap *next = NULL;

  while (self != NULL) {
    if (strcmp (key, self->key) < 0) {
      next = self;
      self = self->left;
    } else {
      self = self->right;
    }
  }
  if (next == NULL)
    return NULL;
  *out_key = next->key;

  return next->value;
}
