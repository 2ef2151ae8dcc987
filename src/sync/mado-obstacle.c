/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The obstacles with what is to be done about them. */

#include "mado-obstacle.h"

#define N_(text) text

G_DEFINE_QUARK (mado - obstacle - error - quark, mado_obstacle_error)

G_DEFINE_ENUM_TYPE (MadoObstacle,
                    mado_obstacle,
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_UNREACHABLE, "unreachable"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_BUSY, "busy"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_STANDBY, "standby"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_STRANGER, "stranger"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_SERVICE_CERTIFICATE, "service-certificate"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_OWN_CERTIFICATE, "own-certificate"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_CLOCK, "clock"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_TURNED_AWAY, "turned-away"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_REVOKED, "revoked"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_SIGN_IN, "sign-in"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_NO_ROLE, "no-role"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_PROGRAMME, "programme"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_OUTDATED, "outdated"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_GARBLED, "garbled"),
                    G_DEFINE_ENUM_VALUE (MADO_OBSTACLE_DISK, "disk"))

/* The sentences are keys of the translation. */
static const char *const remedies[] = {
  [MADO_OBSTACLE_NONE] = "",
  [MADO_OBSTACLE_UNREACHABLE] =
      N_ ("The service does not answer. Work goes on here; what is done is sent once the line is back."),
  [MADO_OBSTACLE_BUSY] = N_ ("The service cannot do it now. It is asked again shortly."),
  [MADO_OBSTACLE_STANDBY] = N_ ("The service is being switched over. It is asked again shortly."),
  [MADO_OBSTACLE_STRANGER] = N_ ("Whoever answers is not our service. Do not go on here: tell the administrator."),
  [MADO_OBSTACLE_SERVICE_CERTIFICATE] =
      N_ ("The service's certificate is not valid any more. The administrator has to renew it."),
  [MADO_OBSTACLE_OWN_CERTIFICATE] =
      N_ ("This terminal's certificate is not valid any more. The administrator has to invite the terminal again."),
  [MADO_OBSTACLE_CLOCK] = N_ ("This terminal's clock is wrong. Set date and time."),
  [MADO_OBSTACLE_TURNED_AWAY] =
      N_ ("The service turns this terminal away. Ask the administrator whether it is still registered."),
  [MADO_OBSTACLE_REVOKED] = N_ ("This terminal was revoked. Do not use it any more: bring it to the administrator."),
  [MADO_OBSTACLE_SIGN_IN] = N_ ("Sign in again. What was done meanwhile is sent then."),
  [MADO_OBSTACLE_NO_ROLE] =
      N_ ("You have no role in this programme today. Ask whoever keeps the register of persons in charge."),
  [MADO_OBSTACLE_PROGRAMME] =
      N_ ("What the service judges by cannot be confirmed. Work goes out, nothing comes in. Tell the administrator."),
  [MADO_OBSTACLE_OUTDATED] = N_ ("This program is too old for the service. It has to be renewed."),
  [MADO_OBSTACLE_GARBLED] =
      N_ ("The service says something that this program does not understand. Tell the administrator."),
  [MADO_OBSTACLE_DISK] = N_ ("What the service sent could not be kept on this disk. Is it full?"),
};

G_STATIC_ASSERT (G_N_ELEMENTS (remedies) == MADO_N_OBSTACLES);

/**
 * mado_obstacle_get_name:
 * @self: an obstacle
 *
 * Returns: (transfer none): its word, which never changes
 */
const char *
mado_obstacle_get_name (MadoObstacle self)
{
  GEnumClass *names = g_type_class_ref (MADO_TYPE_OBSTACLE);
  const char *name = names->values[self].value_nick;

  g_type_class_unref (names);

  return name;
}

/**
 * mado_obstacle_get_remedy:
 * @self: an obstacle
 *
 * Returns: (transfer none): what there is to do about it, in English, which is also the key of its translation
 */
const char *
mado_obstacle_get_remedy (MadoObstacle self)
{
  return remedies[self];
}
