import { raw } from 'hono/html';

/** Looks again after three seconds, unless somebody is watching something. */
export const STATUS_SCRIPT = raw(
  `setInterval(()=>{if(![...document.querySelectorAll('video')].some(v=>!v.paused))location.reload()},3000)`,
);

/** How the status page looks. */
export const STATUS_STYLE = raw(`:root{color-scheme:dark;--ink:#e8e4dc;--dim:#9a958c;--line:#2c2a27;--glow:#e8a23a}
*{box-sizing:border-box}body{margin:0;background:#141312;color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{max-width:52rem;margin:0 auto;padding:3rem 1.25rem}h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:0}.lead{margin-bottom:1.5rem}
p{margin:.25rem 0;overflow-wrap:anywhere}a{color:var(--glow)}.meta,.lead{color:var(--dim)}.meta{font-size:.8rem}.id{margin-top:.75rem}
article{border-top:1px solid var(--line);padding:1.5rem 0}
header{display:flex;justify-content:space-between;gap:1rem;align-items:baseline}
.state{color:var(--glow);font-size:.85rem;white-space:nowrap}.failed,.paused{color:#e06c5a}.completed{color:#8fbf7f}
.bars{display:flex;gap:1rem;margin:.75rem 0}.bars label{flex:1;font-size:.8rem;color:var(--dim)}.bars span{float:right}
progress{display:block;width:100%;height:.4rem;margin-top:.2rem;accent-color:var(--glow)}
.reason{color:#e0a89f}.notices{color:var(--dim);font-size:.85rem;margin:.5rem 0;padding-left:1.1rem}
video{display:block;width:100%;max-height:70vh;margin:.75rem 0;border-radius:.4rem;background:#000}
.frames{display:flex;gap:.35rem;overflow-x:auto;margin:.75rem 0}.frames img{height:4.5rem;border-radius:.25rem}
.exports{font-size:.85rem}.exports a{margin-right:.9rem;color:var(--dim)}
code{background:#22201d;padding:.1rem .35rem;border-radius:.25rem;font-size:.9em}`);
