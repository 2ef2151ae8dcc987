/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The words for how it stands with the service. */

#include "mado-contact.h"

#include <glib/gi18n.h>

struct _MadoContact {
  GObject parent_instance;

  MadoContactState state;
  guint waiting;
  gint64 last;
  char *message;
};

G_DEFINE_FINAL_TYPE (MadoContact, mado_contact, G_TYPE_OBJECT)

static guint changed_signal;

static void
mado_contact_finalize (GObject *object)
{
  g_free (MADO_CONTACT (object)->message);

  G_OBJECT_CLASS (mado_contact_parent_class)->finalize (object);
}

static void
mado_contact_class_init (MadoContactClass *class)
{
  G_OBJECT_CLASS (class)->finalize = mado_contact_finalize;

  changed_signal =
      g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mado_contact_init (MadoContact *self)
{
}

/**
 * mado_contact_new:
 *
 * Returns: (transfer full): a terminal by itself; it emits "changed"
 */
MadoContact *
mado_contact_new (void)
{
  return g_object_new (MADO_TYPE_CONTACT, NULL);
}

/**
 * mado_contact_set:
 * @self: a contact
 * @state: how it stands
 * @last: when the service answered last, in microseconds since 1970; 0: never
 * @message: (nullable): what else people have to know, in their language
 */
void
mado_contact_set (MadoContact *self, MadoContactState state, gint64 last, const char *message)
{
  self->state = state;
  self->last = last;
  g_set_str (&self->message, message);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_contact_set_waiting:
 * @self: a contact
 * @waiting: how many changes are still to be sent
 */
void
mado_contact_set_waiting (MadoContact *self, guint waiting)
{
  if (self->waiting == waiting)
    return;
  self->waiting = waiting;
  g_signal_emit (self, changed_signal, 0);
}

/**
 * mado_contact_get_state:
 * @self: a contact
 *
 * Returns: how it stands
 */
MadoContactState
mado_contact_get_state (MadoContact *self)
{
  return self->state;
}

/**
 * mado_contact_get_waiting:
 * @self: a contact
 *
 * Returns: how many changes are still to be sent
 */
guint
mado_contact_get_waiting (MadoContact *self)
{
  return self->waiting;
}

static char *
write_in_step (MadoContact *self)
{
  g_autoptr (GDateTime) last = g_date_time_new_from_unix_local_usec (self->last);
  g_autofree char *time = last != NULL ? g_date_time_format (last, "%H:%M") : g_strdup ("");

  /* Translators: %s is a time of day */
  return g_strdup_printf (_ ("In step at %s"), time);
}

/**
 * mado_contact_dup_text:
 * @self: a contact
 *
 * Returns: (transfer full): how it stands, in a few words for the foot of the sidebar
 */
char *
mado_contact_dup_text (MadoContact *self)
{
  switch (self->state) {
  case MADO_CONTACT_ALONE:
    return self->waiting == 0 ? g_strdup (_ ("This terminal alone"))
                              : g_strdup_printf (ngettext ("This terminal alone, %u change not sent",
                                                           "This terminal alone, %u changes not sent", self->waiting),
                                                 self->waiting);
  case MADO_CONTACT_LOADING:
    return g_strdup (_ ("Receiving"));
  case MADO_CONTACT_SENDING:
    return g_strdup_printf (ngettext ("Sending %u change", "Sending %u changes", self->waiting), self->waiting);
  case MADO_CONTACT_IN_STEP:
    return write_in_step (self);
  case MADO_CONTACT_CONFLICT:
    return g_strdup (_ ("Others changed the same"));
  case MADO_CONTACT_OUTDATED:
    return g_strdup (_ ("Madoguchi has to be updated"));
  case MADO_CONTACT_LOCKED_OUT:
    return g_strdup (_ ("Signed out by the service"));
  case MADO_CONTACT_OFFLINE:
  default:
    return self->waiting == 0 ? g_strdup (_ ("Offline"))
                              : g_strdup_printf (ngettext ("Offline, %u change not sent",
                                                           "Offline, %u changes not sent", self->waiting),
                                                 self->waiting);
  }
}

/**
 * mado_contact_dup_warning:
 * @self: a contact
 *
 * Returns: (transfer full) (nullable): what everybody has to know who works now, in a sentence; %NULL: nothing
 */
char *
mado_contact_dup_warning (MadoContact *self)
{
  if (self->message != NULL)
    return g_strdup (self->message);
  if (self->state == MADO_CONTACT_OFFLINE && self->waiting == 0)
    return g_strdup (_ ("You are offline. You can go on working."));
  if (self->state == MADO_CONTACT_OFFLINE)
    return g_strdup_printf (ngettext ("You are offline: %u change is not sent yet. You can go on working.",
                                      "You are offline: %u changes are not sent yet. You can go on working.",
                                      self->waiting),
                            self->waiting);

  return NULL;
}

/**
 * mado_contact_get_icon:
 * @self: a contact
 *
 * Returns: (transfer none): the icon beside the text
 */
const char *
mado_contact_get_icon (MadoContact *self)
{
  static const char *const icons[MADO_CONTACT_N_STATES] = {
    [MADO_CONTACT_ALONE] = "computer-symbolic",
    [MADO_CONTACT_OFFLINE] = "network-offline-symbolic",
    [MADO_CONTACT_LOADING] = "network-receive-symbolic",
    [MADO_CONTACT_SENDING] = "network-transmit-symbolic",
    [MADO_CONTACT_IN_STEP] = "network-idle-symbolic",
    [MADO_CONTACT_CONFLICT] = "dialog-warning-symbolic",
    [MADO_CONTACT_OUTDATED] = "software-update-urgent-symbolic",
    [MADO_CONTACT_LOCKED_OUT] = "system-lock-screen-symbolic",
  };

  return icons[self->state];
}
