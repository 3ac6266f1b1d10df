import type { Session } from './session.ts';
import type { World } from './world.ts';

/** What READY tells a new session. */
export function readyBody(
  world: World,
  session: Session,
  guilds: readonly { id: string }[],
): unknown {
  return {
    v: 10,
    user: world.bot,
    guilds: guilds.map((guild) => ({ id: guild.id, unavailable: true })),
    session_id: session.id,
    session_type: 'normal',
    resume_gateway_url: `${world.origin().replace('http', 'ws')}/gateway`,
    shard: session.shard,
    application: { id: world.bot.id, flags: 0 },
  };
}
